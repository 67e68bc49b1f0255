"""`zhargy referendum ballot` and `blank` as a person sees them."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from voting import referendum_in

from zhargy.cli.main import main

REFORM = """format = "zhargy.reform/1"
[reform]
title = {{ kk = "Реформа", ru = "Реформа" }}
languages = ["kk", "ru"]
authoritative = ["kk", "ru"]
jurisdiction = "jetiaral"
[record]
by = "secretariat"
policy = "quorum none\\n"
[[edition]]
act = "constitution"
edition = "{edition}"
language = "kk"
file = "texts/adopted.kk.txt"
digest = "{digest}"
name = {{ kk = "Қабылданған мәтін" }}
"""


@pytest.fixture
def vote(tmp_path: Path) -> Path:
    return referendum_in(tmp_path / "vote")


def words(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    try:
        return "".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def test_the_papers_are_written_and_the_same_day_gives_the_same_bytes(
    vote: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for command in (["ballot"], ["blank", "--all"]):
        for suffix in (".pdf", ".docx"):
            both = []
            for name in ("one", "two"):
                target = vote / f"{name}{suffix}"
                arguments = ["referendum", command[0], str(vote), *command[1:], "-o", str(target)]
                assert main([*arguments, "--date", "2031-06-01"]) == 0
                assert f"written: {target}" in capsys.readouterr().out
                both.append(target.read_bytes())
            assert both[0] == both[1]


def test_only_the_precincts_of_the_unit_get_a_paper(
    vote: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = vote / "protocols.pdf"
    assert main(["referendum", "blank", str(vote), "--unit", "JA-1", "-o", str(target)]) == 0
    assert "for 2 precincts" in capsys.readouterr().out
    assert "P-2" in words(target)
    assert "P-3" not in words(target)


def test_in_a_reform_the_ballot_speaks_its_languages_and_names_the_digest(vote: Path) -> None:
    (vote.parent / "reform.toml").write_text(
        REFORM.format(edition="adopted", digest="0123456789abcdef" * 4), encoding="utf-8"
    )
    target = vote / "ballot.pdf"
    assert main(["referendum", "ballot", str(vote), "-o", str(target)]) == 0
    assert "0123456789abcdef" * 4 in words(target)
    assert "Қабылданған мәтін" in words(target)
    assert "SPECIMEN" not in words(target)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["blank", "-o", "x.pdf"], "--unit"),
        (["blank", "--all", "--unit", "JA-1", "-o", "x.pdf"], "one of the two"),
        (["blank", "--unit", "JA-9", "-o", "x.pdf"], "JA-9"),
        (["blank", "--all", "-o", "x.txt"], ".pdf, .docx"),
        (["ballot", "-o", "x.odt"], ".pdf, .docx"),
        (["ballot", "--question", "tax", "-o", "x.pdf"], "constitution"),
        (["ballot", "--date", "soon", "-o", "x.pdf"], "soon"),
    ],
)
def test_what_cannot_be_printed_is_refused_with_the_remedy(
    vote: Path, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.chdir(vote)
    assert main(["referendum", arguments[0], ".", *arguments[1:]]) == 2
    assert said in capsys.readouterr().err
    assert not list(vote.glob("x.*"))


def test_an_edition_that_the_reform_does_not_hold_is_not_printed(
    vote: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (vote.parent / "reform.toml").write_text(
        REFORM.format(edition="draft", digest="0" * 64), encoding="utf-8"
    )
    assert main(["referendum", "ballot", str(vote), "-o", str(vote / "x.pdf")]) == 2
    assert "zhargy add" in capsys.readouterr().err
