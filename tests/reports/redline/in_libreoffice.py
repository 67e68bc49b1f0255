"""Accepts or rejects all changes in LibreOffice itself and prints the paragraphs as JSON.

Run by a Python that has `uno` (on Debian: python3-uno, /usr/bin/python3):
    in_libreoffice.py PROFILE FILE...
prints {"file": {"accepted": [...], "rejected": [...]}}; rows of tables have their cells parted by
tabs. `soffice` is started with a profile of its own and ended.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_COMMANDS = {"accepted": ".uno:AcceptAllTrackedChanges", "rejected": ".uno:RejectAllTrackedChanges"}
_PIPE = "zhargy-redline"


def main(profile: str, files: list[str]) -> None:
    office = subprocess.Popen(
        [
            "soffice",
            f"-env:UserInstallation={Path(profile).as_uri()}",
            "--headless",
            "--norestore",
            f"--accept=pipe,name={_PIPE};urp;",
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        context = connected()
        service = context.ServiceManager
        desktop = service.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        dispatcher = service.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
        told = {
            file: {
                edition: settled(desktop, dispatcher, file, command)
                for edition, command in _COMMANDS.items()
            }
            for file in files
        }
        print(json.dumps(told, ensure_ascii=True))
        desktop.terminate()
        office.wait(30)
    finally:
        if office.poll() is None:
            office.kill()


def connected() -> Any:
    import uno
    from com.sun.star.connection import NoConnectException

    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    for _ in range(120):
        try:
            return resolver.resolve(f"uno:pipe,name={_PIPE};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.5)
    raise SystemExit("LibreOffice does not answer")


def settled(desktop: Any, dispatcher: Any, file: str, command: str) -> list[str]:
    from com.sun.star.beans import PropertyValue  # there is one once `uno` is imported

    hidden = PropertyValue()
    hidden.Name, hidden.Value = "Hidden", True
    document = desktop.loadComponentFromURL(Path(file).as_uri(), "_blank", 0, (hidden,))
    try:
        frame = document.getCurrentController().getFrame()
        dispatcher.executeDispatch(frame, command, "", 0, ())
        if document.getPropertyValue("RecordChanges"):
            document.setPropertyValue("RecordChanges", False)
        assert not document.getRedlines().createEnumeration().hasMoreElements()
        return [text for text in paragraphs(document.getText()) if text.strip()]
    finally:
        document.close(True)


def paragraphs(text: Any) -> Iterator[str]:
    blocks = text.createEnumeration()
    while blocks.hasMoreElements():
        block = blocks.nextElement()
        if block.supportsService("com.sun.star.text.TextTable"):
            yield from rows(block)
        else:
            yield block.getString()


def rows(table: Any) -> Iterator[str]:
    found: dict[int, list[str]] = {}
    for name in table.getCellNames():
        row = int("".join(c for c in name if c.isdigit()))
        found.setdefault(row, []).append(table.getCellByName(name).getString())
    for row in sorted(found):
        yield "\t".join(found[row])


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
