"""The boxes of a ballot are those that the protocol counts."""

from __future__ import annotations

from pathlib import Path

from evening import Evening

from zhargy.reform.printing import specimens

PLACES = {"place": ("Қайда?", "Где?", "Where?")}
OTHERS = 'answers = [{ en = "Here" }, { en = "There" }]'


def answers(evening: Evening) -> list[str]:
    (ballot,) = specimens(evening.folder / "referendum" / "2031-06-08").ballots
    return [one["en"] for one in ballot.answers]


def test_a_choice_of_three_has_three_boxes_with_the_words_of_the_form(tmp_path: Path) -> None:
    evening = Evening(tmp_path)
    evening.call(questions=PLACES, choice=True)
    assert answers(evening) == ["The shore of the lake", "The hill", "Where it stands"]


def test_the_words_of_the_question_win_over_those_of_the_form(tmp_path: Path) -> None:
    evening = Evening(tmp_path)
    evening.call(questions=PLACES, choice=True)
    file = evening.folder / "referendum" / "2031-06-08" / "referendum.toml"
    said = file.read_text(encoding="utf-8")
    file.write_text(said.replace('name = "place"', f'name = "place"\n{OTHERS}'), encoding="utf-8")
    assert answers(evening) == ["Here", "There"]


def test_yes_and_no_are_printed_in_the_usual_words(tmp_path: Path) -> None:
    evening = Evening(tmp_path)
    evening.call()
    assert answers(evening) == []
