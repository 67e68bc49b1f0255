"""Topics of a jurisdiction, and files of a reform."""

from __future__ import annotations

import tomllib
from importlib import resources
from pathlib import Path

import pytest

from zhargy.errors import UnusableTopics
from zhargy.reform.topics import GROUPS, topics_for

FOLDER = resources.files("zhargy") / "jurisdictions" / "topics"


def test_every_shipped_file_is_a_group_and_no_code_stands_in_two() -> None:
    names = sorted(file.name.removesuffix(".toml") for file in FOLDER.iterdir())
    assert names == sorted(GROUPS)
    codes = []
    for name in names:
        table = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
        assert table["code"] == name
        codes += [topic["code"] for topic in table["topic"]]
    assert len(set(codes)) == len(codes)


def test_the_groups_stand_in_the_order_of_a_page() -> None:
    assert list(dict.fromkeys(topic.group.code for topic in topics_for())) == list(GROUPS)


def test_kazakhstan_calls_its_parliament_kurultai() -> None:
    rules = {
        name: {t.code: t.wordings["kk"].rules for t in topics_for(name)}
        for name in ("", "kazakhstan", "association")
    }
    assert rules[""] == rules["association"]
    assert "құрылтай + тарату | таратылу" in rules["kazakhstan"]["dissolution"]
    assert set(rules["kazakhstan"]["dissolution"]) > set(rules[""]["dissolution"])


def test_a_reform_adds_a_topic_of_its_own(tmp_path: Path) -> None:
    own = tmp_path / "bees.toml"
    own.write_text(
        """code = "bees"
kk = "Аралар"
ru = "Пчёлы"
en = "Bees"
[[topic]]
code = "hives"
kk = { title = "Ұя", question = "Ұя туралы не айтылған?", rules = ["ұя"] }
ru = { title = "Ульи", question = "Что сказано об ульях?", rules = ["улей"] }
en = { title = "Hives", question = "What is said about hives?", rules = ["hive"] }
""",
        encoding="utf-8",
    )
    topics = topics_for(own=[own])
    assert topics[-1].code == "hives"
    assert len(topics) == len(topics_for()) + 1


def test_a_file_that_cannot_be_read_is_refused_by_its_name(tmp_path: Path) -> None:
    broken = tmp_path / "broken.toml"
    broken.write_text("[[topic", encoding="utf-8")
    for path in (broken, tmp_path / "none.toml"):
        with pytest.raises(UnusableTopics) as refusal:
            topics_for(own=[path])
        assert (refusal.value.code, refusal.value.where) == ("F50", str(path))
