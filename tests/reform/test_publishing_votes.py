"""A referendum from its folder into the record: once, bound to the words, and never the training."""

from __future__ import annotations

from pathlib import Path

import pytest
from library import NEW, OLD
from secretariat import Reform
from verify.a_vote import FINAL, FORM, PRELIMINARY, ROLL, RULE, TURNOUT, UNITS

from zhargy.cli.terminal_record import print_published
from zhargy.errors import RecordMismatch, UnusableFolder, ZhargyError
from zhargy.messages import LANGUAGES, say
from zhargy.record.entry import Entry
from zhargy.record.kinds import blob_name
from zhargy.reform.library import library_of

SETTINGS = """
schema = "zhargy.referendum/1"
name = "2031-06-08"
title = { en = "The vote" }
day = 2031-06-08
rule = "rule.toml"
form = "form.toml"
units = "units.csv"

[[question]]
name = "charter"
asks = { en = "Adopt?" }
act = "charter"
edition = "draft-1"

[[roll]]
file = "roll.csv"
as_of = 2031-06-07
source = "Decision 9"

[[protocols]]
file = "preliminary.csv"
stage = "preliminary"
as_of = 2031-06-08T23:00:00+05:00
source = "Decision 10"

[[protocols]]
file = "final.csv"
stage = "final"
as_of = 2031-06-10
source = "Decision 11"

[[protocols]]
file = "lessons.csv"
stage = "training"
as_of = 2031-06-01
source = "Lessons"

[events]
file = "events.csv"

[turnout]
file = "turnout.csv"
source = "Decision 10"

[[result]]
stage = "preliminary"
as_of = 2031-06-08T23:30:00+05:00
source = "Decision 10"

[[result]]
stage = "final"
as_of = 2031-06-12
source = "Decision 12"
by = "election-commission"
"""
EVENTS = (
    "precinct,event,day,reason,author\nS-2,annulled,2031-06-09,The box had no seal,commission\n"
)


@pytest.fixture
def reform(tmp_path: Path) -> Reform:
    made = Reform(tmp_path)
    made.add("in-force", OLD)
    made.add("draft-1", NEW)
    made.publish()
    vote = made.folder / "referendum" / "2031-06-08"
    vote.mkdir(parents=True)
    files = {
        "referendum.toml": SETTINGS.encode(),
        "rule.toml": RULE,
        "form.toml": FORM,
        "units.csv": UNITS,
        "roll.csv": ROLL,
        "preliminary.csv": PRELIMINARY,
        "final.csv": FINAL,
        "lessons.csv": b"precinct,roll,voted,yes,no,invalid\nN-1,1,1,1,0,0\n",
        "events.csv": EVENTS.encode(),
        "turnout.csv": TURNOUT,
    }
    for name, content in files.items():
        (vote / name).write_bytes(content)
    return made


def changed(reform: Reform, name: str, old: str, new: str) -> None:
    file = reform.folder / "referendum" / "2031-06-08" / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def of_kind(entries: tuple[tuple[int, Entry], ...], kind: str) -> list[tuple[int, Entry]]:
    return [(place, entry) for place, entry in entries if entry.kind == kind]


def test_a_question_stays_bound_to_its_words_when_they_are_adopted(reform: Reform) -> None:
    """Published before the vote, and again after the edition has got another status: one entry."""
    changed(reform, "referendum.toml", SETTINGS[SETTINGS.index("[[roll]]") :], "")
    ((place, question),) = of_kind(reform.publish().entries, "question")
    assert [entry.kind for _, entry in reform.publish().entries] == []
    reform.add("draft-1", NEW, status="adopted", day="2031-06-12")
    assert [entry.kind for _, entry in reform.publish().entries] == ["edition"]
    changed(reform, "referendum.toml", 'edition = "draft-1"\n', SETTINGS[SETTINGS.index("edition =") :])  # fmt: skip
    entries = reform.publish().entries
    assert of_kind(entries, "question") == []
    results = of_kind(entries, "result")
    assert [entry.body["put"] for _, entry in results] == [place, place]
    assert question.body["editions"]
    assert reform.verify().sound


def test_other_words_under_the_same_name_make_another_question(reform: Reform) -> None:
    reform.publish()
    reform.add("draft-1", OLD, replace=True)
    ((_, question),) = of_kind(reform.publish().entries, "question")
    assert question.supersedes is not None


def test_a_referendum_is_published_once_and_counted_again_by_whoever_verifies(
    reform: Reform,
) -> None:
    entries = reform.publish().entries
    assert [entry.kind for _, entry in entries] == [
        "question", "roll", "protocols", "protocols", "precinct", "turnout", "result", "result",
    ]  # fmt: skip
    assert reform.publish().entries == ()
    report = reform.verify()
    assert report.sound
    assert report.kinds["result"] == 2


def test_the_question_is_bound_to_the_edition_that_is_put_to_the_vote(reform: Reform) -> None:
    ((_, question),) = of_kind(reform.publish().entries, "question")
    assert question.body["editions"] == [2]
    changed(reform, "referendum.toml", 'edition = "draft-1"', 'edition = "draft-2"')
    with pytest.raises(UnusableFolder, match="Q106"):
        reform.publish()


def test_the_final_result_supersedes_the_preliminary_one_and_heeds_what_happened_in_between(
    reform: Reform,
) -> None:
    (first, preliminary), (_, final) = of_kind(reform.publish().entries, "result")
    assert (preliminary.supersedes, final.supersedes) == (None, first)
    assert preliminary.body["figures"] == {
        "invalid": 3, "no": 107, "roll": 370, "voted": 250, "yes": 140,
    }  # fmt: skip
    assert (preliminary.body["events"], len(final.body["events"])) == ([], 1)
    assert final.body["figures"]["yes"] == 140 - 30 + 5
    assert (final.by, preliminary.by) == ("election-commission", "commission")


def test_lessons_are_never_published(reform: Reform) -> None:
    reform.publish()
    blobs = [
        path.read_bytes()
        for path in (reform.folder / "record" / "blob").rglob("*")
        if path.is_file()
    ]
    assert FINAL in blobs
    assert not any(b"N-1,1,1,1,0,0" in blob for blob in blobs)


def test_a_later_batch_is_an_entry_of_its_own_and_another_result_counts_it(
    reform: Reform,
) -> None:
    reform.publish()
    vote = reform.folder / "referendum" / "2031-06-08"
    head = "precinct,roll,voted,yes,no,invalid,reason,author\n"
    (vote / "recount.csv").write_text(f"{head}N-1,100,70,41,27,2,recounted,commission-N\n")
    settings = vote / "referendum.toml"
    settings.write_text(
        settings.read_text()
        + '\n[[protocols]]\nfile = "recount.csv"\nstage = "final"\nas_of = 2031-06-14\n'
        'source = "Decision 15"\n\n[[result]]\nstage = "final"\nas_of = 2031-06-15\n'
        'source = "Decision 16"\n'
    )
    entries = reform.publish().entries
    assert [entry.kind for _, entry in entries] == ["protocols", "result"]
    assert entries[0][1].supersedes is None
    assert entries[1][1].body["figures"]["yes"] == 140 - 30 + 5 + 1
    assert len(entries[1][1].body["protocols"]) == 2
    assert reform.verify().sound


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        ("referendum.toml", 'source = "Decision 12"', "", "Q43"),
        ("referendum.toml", "as_of = 2031-06-12", "as_of = 2031-06-09", "Q107"),
        ("referendum.toml", "day = 2031-06-08", "", "Q43"),
        ("referendum.toml", 'rule = "rule.toml"', 'rule = "nowhere"', "Q19"),
        ("referendum.toml", 'form = "form.toml"', 'form = "nowhere"', "Q41"),
        ("events.csv", "The box had no seal", "Ask Askar on +7 701 555 01 02", "G21"),
        ("rule.toml", "voted > 1/2 * roll", "voted > > roll", "Q2"),
    ],
)
def test_what_cannot_be_published_is_told_and_nothing_is_published(
    reform: Reform, file: str, old: str, new: str, code: str
) -> None:
    changed(reform, file, old, new)
    before = (reform.folder / "record" / "checkpoint").read_bytes()
    with pytest.raises(ZhargyError) as told:
        reform.publish()
    assert told.value.code == code
    assert (reform.folder / "record" / "checkpoint").read_bytes() == before


@pytest.mark.parametrize("language", LANGUAGES)
def test_precincts_whose_protocols_tell_how_people_voted_are_named_once(
    reform: Reform, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    published = reform.publish()
    told = [(one.code, one.place, one.file, one.line) for one in published.telling]
    assert told == [("Q96", "X-1", "final.csv", 6)]
    print_published(published, language)
    shown = capsys.readouterr().out
    assert say("publish-telling", language, n=1) in shown
    assert "Q96 · final.csv, 6: X-1: " in shown
    assert reform.publish().telling == ()


def test_the_rule_says_how_few_ballots_tell(reform: Reform) -> None:
    own = '[secrecy]\nballots = 9\nsource = "Article 9"\n\n[source]'
    changed(reform, "rule.toml", "[source]", own)
    assert reform.publish().telling == ()


def test_the_total_of_a_roll_is_that_of_its_figures_however_they_are_written(
    reform: Reform,
) -> None:
    first, *others = ROLL.decode().splitlines()[1:]
    code, figure = first.split(",")
    changed(reform, "roll.csv", first, f"{code},10 {figure.zfill(3)}")
    ((_, roll),) = of_kind(reform.publish().entries, "roll")
    assert roll.body["total"] == 10_000 + sum(int(row.split(",")[1]) for row in (first, *others))
    assert reform.verify().sound


@pytest.mark.parametrize(
    ("row", "code"),
    [("Итого,128", "Q136"), ("S-1,5", "Q63"), ("X-9,5", "Q62"), ("S-1,5,6", "Q45")],
)
def test_a_roll_with_an_error_is_refused_for_its_total_would_stand_for_good(
    reform: Reform, row: str, code: str
) -> None:
    path = reform.folder / "referendum" / "2031-06-08" / "roll.csv"
    path.write_text(path.read_text(encoding="utf-8") + row + "\n", encoding="utf-8")
    with pytest.raises(UnusableFolder) as refused:
        reform.publish()
    assert refused.value.code == code
    assert "roll.csv, " in refused.value.where


def test_no_page_is_made_from_protocols_of_which_a_digit_was_changed(reform: Reform) -> None:
    ((place, protocols), *_) = of_kind(reform.publish().entries, "protocols")
    digest = protocols.body["table"]["digest"]
    path = reform.folder / "record" / blob_name(digest)
    content = bytearray(path.read_bytes())
    content[-2] ^= 1
    path.write_bytes(bytes(content))
    with pytest.raises(RecordMismatch) as refused:
        library_of(str(reform.folder))
    assert (refused.value.code, refused.value.fields) == ("V60", {"target": place})


def test_a_final_result_that_leaves_out_a_protocol_with_an_error_is_not_announced(
    reform: Reform,
) -> None:
    first, *_ = FINAL.decode().splitlines()[1:]
    code, roll, voted, *rest = first.split(",")
    changed(reform, "final.csv", first, ",".join((code, roll, str(int(voted) + 1), *rest)))
    with pytest.raises(UnusableFolder) as refused:
        reform.publish()
    assert (refused.value.code, refused.value.fields) == ("Q138", {"count": 1, "place": code})
