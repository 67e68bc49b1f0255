"""Reading files and writing the acts that they hold."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from pathlib import Path

import pytest
from bad_files import BAD, write_bad

from zhargy.errors import UnreadableText, UnwritableOutput
from zhargy.reform.texts import read_file, read_files, write_reading

ACT = "Жарғы\n1-бап. Көпір\n1. Көпір ортақ.\n2. Кілт старостада.\n"


def refusal(*paths: Path) -> UnreadableText:
    with pytest.raises(UnreadableText) as refused:
        read_files(paths)
    return refused.value


@pytest.mark.parametrize("case", BAD)
def test_a_file_that_cannot_be_used_is_refused_with_its_reason(case: str, tmp_path: Path) -> None:
    path, code = write_bad(case, tmp_path)
    refused = refusal(path)
    assert (refused.code, refused.where) == (code, str(path))


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    assert refusal(tmp_path / "no.txt").code == "R23"
    assert refusal(tmp_path).code == "R24"


def test_a_file_of_300_megabytes_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with path.open("wb") as file:
        file.truncate(300 << 20)
    refused = refusal(path)
    assert (refused.code, refused.fields) == ("R17", {"size": 300, "limit": 60})


def test_a_pipe_without_an_end_is_refused(tmp_path: Path) -> None:
    assert refusal(Path("/dev/zero")).code == "R17"


def test_a_file_that_may_not_be_opened_is_refused() -> None:
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    path = folder / "a.txt"
    path.write_bytes(ACT.encode())
    path.chmod(0)
    root = os.geteuid() == 0
    if root:  # who may read everything reads as somebody else
        os.setresuid(65534, 65534, 0)
    try:
        assert refusal(path).code == "R25"
    finally:
        if root:
            os.setresuid(0, 0, 0)
        path.chmod(0o600)
        shutil.rmtree(folder)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_text_in_unicode_is_read_whatever_its_width(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(ACT.encode(encoding))
    assert [p.text for p in read_file(path).act.units] == ["Көпір ортақ.", "Кілт старостада."]


def test_a_russian_text_of_old_windows_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Статья 1. Мост\n1. Мост общий.\n2. Ключ у старосты.\n".encode("cp1251"))
    reading = read_file(path)
    assert reading.encoding == "cp1251"
    assert reading.act.units[1].text == "Ключ у старосты."


def test_an_act_in_two_files_is_one_act(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Жарғы\n1-бап. Көпір\nКөпір ортақ.\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text("2-бап. Кілт\nКілт старостада.\n", encoding="utf-8")
    act = read_file(tmp_path / "a.txt", tmp_path / "b.txt").act
    assert [p.address for p in act.units] == ["art_1", "art_2"]


def test_akoma_ntoso_is_never_joined_with_another_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ACT, encoding="utf-8")
    (whole,) = write_reading(read_file(tmp_path / "a.txt"), tmp_path / "a.xml")
    with pytest.raises(UnreadableText) as refused:
        read_file(whole, tmp_path / "a.txt")
    assert refused.value.code == "R28"


@pytest.mark.parametrize("suffix", [".xml", ".txt"])
def test_what_was_written_is_read_as_the_same_act(suffix: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ACT, encoding="utf-8")
    act = read_file(tmp_path / "a.txt").act
    (path,) = write_reading(read_file(tmp_path / "a.txt"), tmp_path / f"b{suffix}")
    assert read_file(path).act == act


def test_two_acts_of_one_file_are_written_as_two(tmp_path: Path) -> None:
    corpus = Path(__file__).parents[1] / "corpus/trouble/bilingual-columns.txt"
    reading = read_file(corpus)
    paths = write_reading(reading, tmp_path / "a.xml")
    assert sorted(p.name for p in paths) == ["a.kk.xml", "a.ru.xml"]
    assert [read_file(p).act for p in paths] == list(reading.acts)


def test_the_whole_reading_is_written_as_json(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ACT, encoding="utf-8")
    (path,) = write_reading(read_file(tmp_path / "a.txt"), tmp_path / "a.json")
    told = json.loads(path.read_text(encoding="utf-8"))
    assert told["schema"] == "zhargy.read/1"
    assert [p["address"] for p in told["provisions"]] == [
        "art_1__heading_1",
        "art_1__para_1",
        "art_1__para_2",
    ]


def test_an_unknown_kind_of_output_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ACT, encoding="utf-8")
    with pytest.raises(UnwritableOutput) as refused:
        write_reading(read_file(tmp_path / "a.txt"), tmp_path / "b.doc")
    assert (refused.value.code, refused.value.fields["suffix"]) == ("W10", ".doc")
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]
