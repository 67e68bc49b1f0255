"""Files that cannot be used, as small as they can be."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

DOCUMENT = (
    '<?xml version="1.0"?>{}<w:document xmlns:w='
    '"http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'
)
AKN = (
    '<?xml version="1.0"?>{}<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0">'
    "<act><body><article><num>1</num><content><p>{}</p></content></article></body></act></akomaNtoso>"
)
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY i SYSTEM "file:///etc/passwd">]>'


def docx(document: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
        archive.writestr("word/document.xml", document)
    return out.getvalue()


def _zip_bomb() -> bytes:
    """450 MB of spaces in 440 KB."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        with archive.open("word/document.xml", "w") as part:
            for _ in range(450):
                part.write(b" " * 1_000_000)
        archive.writestr("[Content_Types].xml", "<x/>")
    return out.getvalue()


def locked_pdf() -> bytes:
    """RC4 with 40 bits; the check values belong to no known password."""
    key = b"<" + b"41" * 32 + b">"
    objects = [
        b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n",
        b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n",
        b"3 0 obj<</Filter/Standard/V 1/R 2/P -4/O " + key + b"/U " + key + b">>endobj\n",
    ]
    data, places = b"%PDF-1.4\n", []
    for item in objects:
        places.append(len(data))
        data += item
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Size 4/Root 1 0 R/Encrypt 3 0 R/ID[<00><00>]>>\nstartxref\n%d\n%%%%EOF" % len(
        data
    )
    return data + b"xref\n0 4\n0000000000 65535 f \n" + table + end


GOOD_DOCX = docx(DOCUMENT.format("", "<w:p><w:r><w:t>Статья 1. Мост</w:t></w:r></w:p>"))
LATIN_KAZAKH = (
    "Qazaqstan Respublikasynyñ zañy. 1-bap. Bul zañ men osy bap üşın memleket jäne azamat "
    "quqyğy turaly bolyp tabylady.\n2-bap. Memlekettik qazaq tili jäne bilim.\n"
)

# Name of the case -> (name of the file, its bytes, the code of the refusal).
BAD: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "empty": ("a.txt", lambda: b"", "R10"),
    "white space only": ("a.txt", lambda: b" \r\n\t\n" * 50, "R10"),
    "picture named .docx": ("a.docx", lambda: b"\x89PNG\r\n\x1a\n" + bytes(100), "R11"),
    "page named .pdf": ("a.pdf", lambda: b"<!doctype html><html><p>404</p></html>", "R11"),
    "another zip": ("a.docx", lambda: docx("").replace(b"word/", b"ward/"), "R11"),
    "locked PDF": ("a.pdf", locked_pdf, "R12"),
    "truncated zip": ("a.docx", lambda: GOOD_DOCX[: len(GOOD_DOCX) // 2], "R14"),
    "truncated PDF": ("a.pdf", lambda: b"%PDF-1.7\n1 0 obj<<", "R14"),
    "broken XML": ("a.xml", lambda: AKN.format("", "</p>").encode(), "R14"),
    "zip bomb": ("a.docx", _zip_bomb, "R15"),
    "XML bomb": ("a.xml", lambda: AKN.format(LAUGHS, "&i;").encode(), "R16"),
    "XML bomb in UTF-16": ("a.xml", lambda: AKN.format(LAUGHS, "&i;").encode("utf-16"), "R16"),
    "XML bomb in a DOCX": ("a.docx", lambda: docx(DOCUMENT.format(LAUGHS, "&i;")), "R16"),
    "external entity": ("a.xml", lambda: AKN.format(OUTSIDE, "&i;").encode(), "R16"),
    "external entity in a DOCX": ("a.docx", lambda: docx(DOCUMENT.format(OUTSIDE, "&i;")), "R16"),
    "no act": ("a.txt", lambda: "Сегодня на базаре дёшевы яблоки и груши.\n".encode(), "R18"),
    "another XML": ("a.xml", lambda: b'<?xml version="1.0"?><rss><channel/></rss>', "R27"),
    "mojibake": (
        "a.txt",
        lambda: "Статья 1. Мост чинят весной".encode().decode("latin-1").encode(),
        "R19",
    ),
    "Latin Kazakh": ("a.txt", LATIN_KAZAKH.encode, "R20"),
}


def write_bad(case: str, folder: Path) -> tuple[Path, str]:
    """The file of a case, in `folder`, and the code of its refusal."""
    name, make, code = BAD[case]
    path = folder / name
    path.write_bytes(make())
    return path, code
