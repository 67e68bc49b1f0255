"""`zhargy serve` before it serves: what it says and how it ends when it cannot."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from verify.records import every_kind, figure, published
from web.server import served

from zhargy.cli.main import main
from zhargy.messages import LANGUAGES, say
from zhargy.verify.source import Web


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_port_in_use_is_said_so(
    tmp_path: Path, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    every_kind().write(tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert main(["serve", str(tmp_path), "--port", str(port), "--language", language]) == 2
    assert say("G50", language) in capsys.readouterr().err


def test_an_address_of_another_machine_cannot_be_served(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    every_kind().write(tmp_path)
    assert main(["serve", str(tmp_path), "--host", "192.0.2.1"]) == 2
    assert "192.0.2.1:8000: no server can be opened at this address" in capsys.readouterr().err


def test_a_folder_without_a_record_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["serve", str(tmp_path)]) == 2
    assert "there is no record here" in capsys.readouterr().err


def test_a_record_of_no_reform_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    published([figure(1)]).write(tmp_path / "record")
    record = str(tmp_path / "record")
    for command in (["serve", record], ["site", record, "-o", str(tmp_path / "site")]):
        assert main(command) == 2
        assert "it has no entry about the reform" in capsys.readouterr().err


def test_a_damaged_record_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = every_kind()
    name = next(name for name in files.content if name.startswith("tile/entries"))
    files.content[name] = files.content[name][:-1] + b"?"
    files.write(tmp_path)
    assert main(["serve", str(tmp_path)]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_record_elsewhere_is_to_be_copied_first(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "https://reform.example/record"]) == 2
    assert "only a record in a folder is served" in capsys.readouterr().err


def test_it_says_where_the_site_is_and_serves_it(tmp_path: Path) -> None:
    every_kind().write(tmp_path)
    with served(tmp_path) as address:
        content = Web(f"{address}record").read("checkpoint", 10_000)
    assert content == every_kind().content["checkpoint"]
