"""A reform from its founding to a verified record, as a secretariat, a witness and a citizen do it."""

from __future__ import annotations

import shutil
import stat
from pathlib import Path

import pytest
from library import NEW, OLD
from secretariat import NOON, WORDS, Reform, everything_in

from zhargy.cli.terminal_record import print_history
from zhargy.errors import RecordMismatch, UnusableDecision, UnusableFolder, ZhargyError
from zhargy.messages.dates import moment
from zhargy.record.entry import Entry
from zhargy.record.note import SigningKey
from zhargy.reform.folder import open_record, open_settings
from zhargy.reform.history import history_of
from zhargy.reform.publishing import publish
from zhargy.reform.receiving import finish_receptions, withdraw
from zhargy.reform.upgrading import upgrade_folder
from zhargy.reform.verifying import rederive, verify_place, verify_receipt, write_receipt
from zhargy.reform.witnessing import new_witness, sign_as_witness, take_cosigned
from zhargy.reports.entry_line import summary
from zhargy.storage.keys import write_private
from zhargy.verify.seen import Seen


@pytest.fixture
def reform(tmp_path: Path) -> Reform:
    return Reform(tmp_path)


@pytest.fixture
def published(reform: Reform) -> Reform:
    reform.add("in-force", OLD)
    reform.add("draft-1", NEW)
    reform.publish()
    return reform


def kinds(entries: tuple[tuple[int, Entry], ...]) -> list[str]:
    return [entry.kind for _, entry in entries]


# -- publishing ----------------------------------------------------------------------------------


def test_two_editions_and_their_alignment_are_published_once(reform: Reform) -> None:
    reform.add("in-force", OLD)
    assert kinds(reform.publish().entries) == ["reform", "edition"]
    reform.add("draft-1", NEW)
    assert kinds(reform.publish().entries) == ["edition", "alignment"]
    assert reform.publish().entries == ()
    report = reform.verify()
    assert report.sound
    assert report.kinds == {"reform": 1, "edition": 2, "alignment": 1}


def test_adding_the_same_file_again_changes_nothing(published: Reform) -> None:
    before = (published.folder / "reform.toml").read_bytes()
    published.add("in-force", OLD)
    assert (published.folder / "reform.toml").read_bytes() == before
    with pytest.raises(UnusableFolder, match="G8"):
        published.add("in-force", NEW)
    assert (published.folder / "reform.toml").read_bytes() == before
    assert published.publish().entries == ()


def test_a_corrected_edition_supersedes_and_is_aligned_anew(published: Reform) -> None:
    published.add("draft-1", NEW.replace("twelve", "ten"), replace=True)
    entries = published.publish().entries
    assert [(entry.kind, entry.supersedes) for _, entry in entries] == [
        ("edition", 2),
        ("alignment", None),
    ]
    assert published.verify().sound


def test_an_edition_says_its_name_status_and_day(
    reform: Reform, capsys: pytest.CaptureFixture[str]
) -> None:
    reform.add("draft-1", NEW, name="First draft", status="draft", day="2031-02-10")
    (_, (_, edition)) = reform.publish().entries
    said = {name: edition.body[name] for name in ("name", "status", "day")}
    assert said == {"name": {"en": "First draft"}, "status": "draft", "day": "2031-02-10"}
    assert reform.verify().sound
    print_history(history_of(str(reform.folder), kinds=("edition",)), "ru")
    assert ": First draft, проект, 2031-02-10\n" in capsys.readouterr().out


def test_another_status_supersedes_the_entry_and_leaves_the_alignment(published: Reform) -> None:
    published.add("in-force", OLD, status="in-force")
    published.add("draft-1", NEW, name="kk=Бірінші жоба; en=First draft", status="draft")
    entries = published.publish().entries
    assert [(place, entry.kind, entry.supersedes) for place, entry in entries] == [
        (4, "edition", 1),
        (5, "edition", 2),
    ]
    assert published.publish().entries == ()
    published.add("draft-1", NEW)
    assert published.publish().entries == ()
    published.add("draft-1", NEW, status="adopted", day="2031-07-07")
    ((_, again),) = published.publish().entries
    assert (again.supersedes, again.body["status"]) == (5, "adopted")
    assert again.body["name"] == {"kk": "Бірінші жоба", "en": "First draft"}
    published.decide(
        "alignments.toml",
        '[[pair]]\nold = "art_1__para_2"\nnew = ""\ndecision = "confirm"\nwhy = "another rule"\n',
    )
    ((_, correction), *_) = published.publish().entries
    assert (correction.kind, correction.body["alignment"]) == ("correction", 3)
    assert published.verify().sound


def test_after_another_name_another_text_is_aligned_anew(published: Reform) -> None:
    published.add("draft-1", NEW, name="First draft")
    published.publish()
    published.add("draft-1", NEW.replace("twelve", "ten"), replace=True)
    (_, edition), (_, alignment) = published.publish().entries
    assert edition.body["name"] == {"en": "First draft"}
    assert (alignment.kind, alignment.body["old"], alignment.body["new"]) == ("alignment", 1, 5)
    published.add("draft-2", NEW)
    _, *aligned = (entry.body for _, entry in published.publish().entries)
    assert [(body["old"], body["new"]) for body in aligned] == [(5, 7), (1, 7)]
    assert published.verify().sound


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("name", '"First draft"'),
        ("name", '{ en = "" }'),
        ("status", '"repealed"'),
        ("day", "2031-02-10T09:00:00"),
        ("day", '"10 February 2031"'),
    ],
)
def test_what_is_said_of_an_edition_is_refused_with_its_line(
    published: Reform, key: str, said: str
) -> None:
    file = published.folder / "reform.toml"
    file.write_text(file.read_text(encoding="utf-8") + f"{key} = {said}\n", encoding="utf-8")
    lines = len(file.read_text(encoding="utf-8").splitlines())
    with pytest.raises(UnusableFolder) as refusal:
        open_settings(published.folder)
    assert (refusal.value.code, refusal.value.where) == ("G4", f"{file}:{lines}")
    assert refusal.value.fields["allowed"] == f"allowed-{key}"


def test_a_day_that_is_none_is_not_written(published: Reform) -> None:
    before = (published.folder / "reform.toml").read_bytes()
    with pytest.raises(UnusableFolder, match="G4"):
        published.add("in-force", OLD, day="2031-02-30")
    assert (published.folder / "reform.toml").read_bytes() == before


def test_a_decision_after_publication_becomes_a_correction(published: Reform) -> None:
    published.decide(
        "alignments.toml",
        '[[pair]]\nold = "art_1__para_2"\nnew = ""\ndecision = "confirm"\nwhy = "another rule"\n'
        '[[pair]]\nold = "art_1__para_2"\nnew = "art_2__para_2"\ndecision = "reject"\nwhy = "so"\n',
    )
    (_, rejected), *_ = published.publish().entries
    assert rejected.kind == "correction"
    assert published.publish().entries == ()
    assert published.verify().sound


def test_a_decision_that_is_taken_back_and_taken_again_stands_as_it_was_taken_last(
    published: Reform,
) -> None:
    pair = '[[pair]]\nold = "art_1__para_2"\nnew = "art_2__para_2"\nwhy = "so"\ndecision = "{}"\n'
    told = []
    for verdict in ("reject", "confirm", "reject"):
        published.decide("alignments.toml", pair.format(verdict))
        ((place, entry),) = published.publish().entries
        told.append((entry.body["decision"], entry.supersedes))
        last = place
        assert published.publish().entries == ()
    assert [verdict for verdict, _ in told] == ["reject", "confirm", "reject"]
    assert [earlier for _, earlier in told] == [None, last - 2, last - 1]
    # Of two about one pair the later one counts.
    published.decide("alignments.toml", pair.format("reject") + pair.format("confirm"))
    assert [e.body["decision"] for _, e in published.publish().entries] == ["confirm"]
    assert published.publish().entries == ()
    assert published.verify().sound


@pytest.mark.parametrize(
    ("old", "new", "unknown"),
    [
        ("art_1__para_2", "art_99", "art_99"),
        ("art_99", "art_1__para_2", "art_99"),
        ("art_99", "", "art_99"),
    ],
)
def test_a_decision_about_a_place_that_no_edition_has_is_refused_and_not_dropped(
    published: Reform, old: str, new: str, unknown: str
) -> None:
    published.decide(
        "alignments.toml", f'[[pair]]\nold = "{old}"\nnew = "{new}"\ndecision = "add"\n'
    )
    with pytest.raises(UnusableDecision) as refusal:
        published.publish()
    assert (refusal.value.code, refusal.value.fields["address"]) == ("D12", unknown)
    assert published.verify().sound


def test_a_decision_waits_while_there_is_one_edition_only(reform: Reform) -> None:
    reform.add("in-force", OLD)
    reform.decide("alignments.toml", '[[pair]]\nold = "art_1"\nnew = "art_9"\ndecision = "add"\n')
    assert [entry.kind for _, entry in reform.publish().entries] == ["reform", "edition"]


def test_a_figure_is_superseded_and_never_overwritten(published: Reform) -> None:
    first = (
        '[[figure]]\nname = "voters"\nvalue = 12461796\nunit = "voters"\n'
        'as_of = 2031-03-01\nsource = "Commission, 1 March"\n'
    )
    published.decide("figures.toml", first)
    ((place, _),) = published.publish().entries
    published.decide("figures.toml", first + first.replace("12461796", "12482613"))
    ((_, second),) = published.publish().entries
    assert second.supersedes == place
    assert published.publish().entries == ()
    told = history_of(str(published.folder), kinds=("figure",)).told
    assert [(one.entry.body["value"], one.superseded_by) for one in told] == [
        (12461796, place + 1),
        (12482613, None),
    ]


@pytest.mark.parametrize(
    ("file", "text", "code"),
    [
        ("figures.toml", "[[figure]]\nname = 1\n", "D21"),
        ("figures.toml", "figure = 3\n", "D20"),
        ("figures.toml", "[[figure\n", "D14"),
        ("alignments.toml", "[[pair]]\n", "D10"),
    ],
)
def test_a_statement_that_is_not_of_its_form_is_named(
    published: Reform, file: str, text: str, code: str
) -> None:
    published.decide(file, text)
    with pytest.raises(UnusableDecision) as refusal:
        published.publish()
    assert refusal.value.code == code
    assert file in refusal.value.where
    assert published.verify().sound


MILESTONE = """[[milestone]]
name = "vote"
day = 2031-05-03
until = 2031-05-04
title = { en = "The vote", ru = "Голосование" }
says = { en = "In the library." }
source = "The commission, decision 5"
"""
POINT = """[[point]]
name = "hours"
says = { en = "The library is open for 12 hours." }
act = "charter"
edition = "draft-1"
provisions = ["art_2__para_2"]
figures = ["voters"]
"""
FIGURE = """[[figure]]
name = "voters"
value = 81
unit = "voters"
as_of = 2031-03-01
source = "Commission, 1 March"
"""


def test_a_day_that_moves_is_superseded_and_both_days_stay(
    published: Reform, capsys: pytest.CaptureFixture[str]
) -> None:
    published.decide("milestones.toml", MILESTONE)
    ((place, first),) = published.publish().entries
    assert (first.body["day"], first.body["until"]) == ("2031-05-03", "2031-05-04")
    moved = MILESTONE.replace("2031-05-0", "2031-05-1").replace("decision 5", "decision 7")
    published.decide("milestones.toml", MILESTONE + moved)
    ((_, second),) = published.publish().entries
    assert (second.supersedes, second.body["day"]) == (place, "2031-05-13")
    assert published.publish().entries == ()
    assert published.verify().sound
    print_history(history_of(str(published.folder), kinds=("milestone",)), "ru")
    line = capsys.readouterr().out.splitlines()[1]
    said = "веха, commission: 2031-05-13 – 2031-05-14: Голосование (The commission, decision 7)"
    assert said in line


def test_a_point_of_the_summary_stands_on_what_is_published_with_it(
    reform: Reform, capsys: pytest.CaptureFixture[str]
) -> None:
    reform.add("draft-1", NEW)
    reform.decide("figures.toml", FIGURE)
    reform.decide("summary.toml", POINT)
    assert kinds(reform.publish().entries) == ["reform", "edition", "figure", "summary"]
    assert reform.verify().sound
    touched = history_of(str(reform.folder), provision="art_2__para_2")
    assert [one.entry.kind for one in touched.told] == ["edition", "summary"]
    print_history(touched, "en")
    line = capsys.readouterr().out.splitlines()[1]
    assert "charter, draft-1: The library is open for 12 hours. (art_2__para_2)" in line


@pytest.mark.parametrize(
    ("file", "text", "code"),
    [
        ("summary.toml", POINT.replace("draft-1", "draft-2"), "E12"),
        ("summary.toml", POINT.replace("art_2__para_2", "art_9"), "E13"),
        ("summary.toml", POINT.replace('["voters"]', '["voters", "dogs"]'), "E14"),
        ("summary.toml", POINT.replace('["art_2__para_2"]', "[]"), "D21"),
        ("summary.toml", POINT.replace("[[point]]", "[[point]]\nsaid = 1"), "D21"),
        ("milestones.toml", MILESTONE.replace("2031-05-04", "2031-05-02"), "E15"),
        ("milestones.toml", MILESTONE.replace("source", "#"), "D21"),
        ("milestones.toml", MILESTONE.replace("2031-05-03", '"3 May"'), "D21"),
    ],
)
def test_a_statement_that_would_not_hold_is_not_published(
    published: Reform, file: str, text: str, code: str
) -> None:
    published.decide("figures.toml", FIGURE)
    published.decide(file, text)
    with pytest.raises(UnusableDecision) as refusal:
        published.publish()
    assert refusal.value.code == code
    assert f"{file}, [[" in refusal.value.where
    assert refusal.value.where.endswith("]] 1")
    report = published.verify()
    assert (report.sound, report.kinds) == (True, {"reform": 1, "edition": 2, "alignment": 1})


def test_a_point_about_the_text_before_a_correction_is_not_made_wrong_by_it(
    published: Reform,
) -> None:
    published.decide("figures.toml", FIGURE)
    published.decide("summary.toml", POINT)
    published.publish()
    shorter = NEW.replace("2. It is open on every working day.\n", "")
    published.add("draft-1", shorter, replace=True)
    assert kinds(published.publish().entries) == ["edition", "alignment"]
    assert published.verify().sound
    published.decide("summary.toml", POINT.replace('"hours"', '"days"'))
    with pytest.raises(UnusableDecision, match="E13"):
        published.publish()


def test_a_person_in_the_words_of_a_milestone_stops_it(published: Reform) -> None:
    published.decide("milestones.toml", MILESTONE.replace("In the", "Call +7 701 555 01 23, the"))
    with pytest.raises(UnusableFolder, match="G21"):
        published.publish()


def test_a_clock_that_goes_back_does_not_take_the_record_with_it(published: Reform) -> None:
    published.add("draft-2", NEW.replace("twelve", "ten"))
    entries = published.publish("1999-01-01T00:00:00Z").entries
    assert {entry.time for _, entry in entries} == {NOON}
    assert published.verify().sound


def test_a_source_that_was_changed_is_not_published(published: Reform) -> None:
    source = published.folder / "texts/charter/draft-1.en.txt"
    source.write_text("something else", encoding="utf-8")
    with pytest.raises(UnusableFolder, match="G20"):
        published.publish()
    source.unlink()
    with pytest.raises(UnusableFolder, match="G19"):
        published.publish()


def test_an_act_that_zhargy_did_not_derive_is_not_published(reform: Reform) -> None:
    reform.add("in-force", OLD)
    act = reform.folder / "acts/charter/in-force.en.xml"
    act.write_bytes(act.read_bytes().replace(b"Lantern", b"Candle").replace(b"<p>", b"<p> "))
    with pytest.raises(UnusableFolder, match="G22"):
        reform.publish()


@pytest.mark.parametrize(
    ("source", "looked_like"),
    [
        ("Айгүл Серікқызы", "personal-name"),
        ("call +7 701 555 01 23", "personal-phone"),
        ("write to a.b@example.org", "personal-email"),
        ("number 900101300123", "personal-number"),
    ],
)
def test_what_looks_like_personal_data_stops_until_a_person_has_looked(
    published: Reform, source: str, looked_like: str
) -> None:
    published.decide(
        "figures.toml",
        f'[[figure]]\nname = "n"\nvalue = 1\nunit = "u"\nas_of = 2031-03-01\nsource = "{source}"\n',
    )
    with pytest.raises(UnusableFolder, match="G21") as refusal:
        published.publish()
    assert refusal.value.fields["what"] == looked_like
    assert kinds(published.publish(looked=True).entries) == ["figure"]


# -- keys ----------------------------------------------------------------------------------------


def test_the_key_is_made_outside_and_for_its_owner_alone(reform: Reform) -> None:
    assert stat.S_IMODE(reform.key.stat().st_mode) == 0o600
    reform.key.chmod(0o644)
    with pytest.raises(UnusableFolder, match="G13"):
        reform.publish()


def test_a_private_key_inside_of_the_folder_is_refused(published: Reform) -> None:
    inside = published.folder / "texts" / "notes.txt"
    shutil.copy(published.key, inside)
    with pytest.raises(UnusableFolder, match="G12") as refusal:
        published.publish()
    assert refusal.value.where == str(inside)


def test_a_lost_key_leaves_the_record_verifiable(published: Reform) -> None:
    published.key.unlink()
    with pytest.raises(UnusableFolder, match="G11"):
        published.publish()
    assert published.verify().sound


def test_a_key_that_the_policy_does_not_name_is_refused(published: Reform) -> None:
    published.key.unlink()
    write_private(published.key, SigningKey("library.example/record", bytes(32)).private_text)
    with pytest.raises(UnusableFolder, match="G18"):
        published.publish()


def test_a_key_is_replaced_by_another_that_the_policy_names(published: Reform) -> None:
    assert published.verify().sound
    new = published.outside / "keys" / "new.key"
    signing = SigningKey("library.example/record", bytes(32))
    write_private(new, signing.private_text)
    path = published.folder / "reform.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("\nquorum none\n", f"\nlog {signing.verifier}\nquorum none\n"),
        encoding="utf-8",
    )
    assert kinds(published.publish().entries) == ["reform"]
    assert published.verify().sound, "the old key vouches for the new one"
    published.key = new
    published.add("draft-2", NEW.replace("twelve", "ten"))
    assert kinds(published.publish().entries) == ["edition", "alignment", "alignment"]
    report = published.verify()
    assert report.sound
    assert report.accepted is not None
    assert report.accepted.log == signing.verifier


def test_a_forgery_that_was_believed_once_does_not_stand_against_the_known_key(
    published: Reform,
) -> None:
    forged = Reform(published.outside / "forged", seed=bytes(32))
    forged.seen = published.seen
    with pytest.raises(UnusableFolder, match="G29"):
        forged.receive()
    forged.add("in-force", OLD.replace("Lantern", "Candle"))
    forged.publish()
    for number in range(9):
        forged.receive(str(number))
    assert forged.verify().sound
    assert not published.verify().sound
    policy = published.outside / "policy"
    settings = open_settings(published.folder)
    policy.write_text(settings.policy, encoding="utf-8")
    report = verify_place(str(published.folder), policy=policy, seen=published.seen)
    assert report.sound


def test_a_file_that_is_no_key_is_refused(published: Reform) -> None:
    published.key.write_text("a poem", encoding="utf-8")
    with pytest.raises(UnusableFolder, match="G15"):
        published.publish()


# -- folders -------------------------------------------------------------------------------------


def test_a_folder_that_is_no_reform_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(UnusableFolder, match="G1"):
        publish(tmp_path, tmp_path / "key", NOON)
    with pytest.raises(ZhargyError, match="V74"):
        verify_place(str(tmp_path), policy=None, seen=Seen(tmp_path / "seen"))


def test_a_second_founding_changes_nothing(published: Reform) -> None:
    before = (published.folder / "reform.toml").read_bytes()
    with pytest.raises(UnusableFolder, match="G7"):
        Reform(published.outside)
    assert (published.folder / "reform.toml").read_bytes() == before


def test_a_folder_of_the_first_format_is_upgraded(published: Reform) -> None:
    path = published.folder / "reform.toml"
    today = path.read_text(encoding="utf-8")
    older = today.replace('format = "zhargy.reform/1"\n', "")
    path.write_text(older, encoding="utf-8")
    with pytest.raises(UnusableFolder, match="G6"):
        published.publish()
    assert [new for _, new in upgrade_folder(published.folder)] == ["zhargy.reform/1"]
    assert path.with_name("reform.toml.old").read_text(encoding="utf-8") == older
    assert published.publish().entries == ()
    assert upgrade_folder(published.folder) == []


def test_a_folder_of_a_later_format_is_left_alone(published: Reform) -> None:
    path = published.folder / "reform.toml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("reform/1", "reform/9"), encoding="utf-8"
    )
    for use in (published.publish, lambda: upgrade_folder(published.folder)):
        with pytest.raises(UnusableFolder, match="G5"):
            use()


def test_a_changed_entry_is_named_beside_the_bundle_of_an_earlier_size(published: Reform) -> None:
    published.add("draft-2", NEW.replace("twelve", "ten"))
    published.publish()
    earlier, bundle = sorted((published.folder / "record/tile/entries/000.p").iterdir())
    content = bundle.read_bytes()
    bundle.write_bytes(content.replace(b"Reform of the Charter", b"Reform of the charter"))
    faults = [(fault.code, fault.where) for fault in published.verify().faults]
    assert ("V75", "#0") in faults
    assert not any(earlier.name in where for _, where in faults)
    bundle.write_bytes(content[:-1])
    assert not any(f"p/{earlier.name}" in fault.where for fault in published.verify().faults)
    bundle.write_bytes(content)
    earlier.write_bytes(earlier.read_bytes()[:-1])
    assert [fault.code for fault in published.verify().faults] == ["V33"]


# -- people --------------------------------------------------------------------------------------


def test_what_is_received_becomes_public_neither_in_words_nor_in_person(published: Reform) -> None:
    published.receive()
    public = everything_in(published.folder)
    for secret in (WORDS, "Айгүл", "701 555"):
        assert secret.encode() not in public
    assert published.verify().kinds["commitment"] == 1


def test_shown_words_open_the_commitment_and_withdrawal_takes_them_away(published: Reform) -> None:
    place = published.receive()
    published.show(place)
    assert WORDS.encode() in everything_in(published.folder / "record")
    assert published.verify().sound
    published.withdraw(place)
    report = published.verify()
    assert report.sound
    assert report.withheld == 1
    assert WORDS.encode() not in everything_in(published.folder)
    assert WORDS.encode() not in (published.outside / "private.sqlite").read_bytes()
    told = history_of(str(published.folder), kinds=("commitment", "words")).told
    assert [one.withdrawn for one in told] == [True, True]
    with pytest.raises(UnusableFolder, match="G26"):
        published.show(place)


def test_withheld_is_told_from_missing(published: Reform) -> None:
    shown = [published.receive(f"{WORDS} {n}") for n in range(2)]
    for place in shown:
        published.show(place)
    published.withdraw(shown[0])
    (left,) = [
        path
        for path in (published.folder / "record" / "blob").rglob("*")
        if path.is_file() and WORDS.encode() in path.read_bytes()
    ]
    left.unlink()
    report = published.verify()
    assert report.withheld == 1
    assert [fault.code for fault in report.faults] == ["V61"]
    assert left.name in report.faults[0].where


def test_redacted_words_do_not_open_the_commitment_and_say_so(published: Reform) -> None:
    place = published.receive(WORDS + " Айгүл Серікқызы")
    with pytest.raises(UnusableFolder, match="G21"):
        published.show(place)
    published.show(place, WORDS)
    assert published.verify().sound
    (told,) = history_of(str(published.folder), kinds=("words",)).told
    assert told.entry.body["redacted"]


def test_a_crash_between_the_private_row_and_the_record_is_mended(published: Reform) -> None:
    salts = published.salts
    first = published.receive()
    published.key.rename(published.key.with_suffix(".away"))
    with pytest.raises(UnusableFolder):
        published.receive("кейін")
    published.key.with_suffix(".away").rename(published.key)
    places = finish_receptions(published.folder, published.key, salts, now=NOON)
    assert sorted(places) == [first, first + 1]
    again = finish_receptions(published.folder, published.key, salts, now=NOON)
    assert sorted(again) == [first, first + 1]
    assert published.verify().kinds["commitment"] == 2


def test_a_restored_copy_forgets_again(published: Reform) -> None:
    place = published.receive()
    published.show(place)
    backup = published.outside / "backup"
    shutil.copytree(published.folder / "record" / "blob", backup)
    shutil.copy(published.outside / "private.sqlite", published.outside / "private.backup")
    published.withdraw(place)
    shutil.copytree(backup, published.folder / "record" / "blob", dirs_exist_ok=True)
    shutil.copy(published.outside / "private.backup", published.outside / "private.sqlite")
    assert [fault.code for fault in published.verify().faults] == ["V69"]
    finish_receptions(published.folder, published.key, published.salts, now=NOON)
    assert published.verify().sound
    assert WORDS.encode() not in everything_in(published.folder)
    assert WORDS.encode() not in (published.outside / "private.sqlite").read_bytes()


# -- witnesses and receipts ----------------------------------------------------------------------


def with_witness(reform: Reform) -> tuple[Path, str]:
    key = reform.outside / "keys" / "witness.key"
    verifier = new_witness("university.example/witness", key, bytes(32))
    path = reform.folder / "reform.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("\nquorum none\n", f"\nwitness university {verifier}\nquorum university\n"),
        encoding="utf-8",
    )
    return key, text.split("log ")[1].splitlines()[0]


def test_a_witness_cosigns_what_only_adds_and_the_quorum_is_met(published: Reform) -> None:
    key, log = with_witness(published)
    state = published.outside / "memory"
    (request,) = published.publish().requests
    assert [fault.code for fault in published.verify().faults] == ["V81"]
    signed = sign_as_witness(request, key=key, log=log, state=state, time=1_930_000_000)
    back = published.outside / "back"
    back.write_bytes(signed.note)
    assert take_cosigned(published.folder, published.key, [back]) == (5, True)
    report = published.verify()
    assert report.sound
    assert report.witnessed == 5
    published.add("draft-2", NEW.replace("twelve", "ten"))
    (request,) = published.publish().requests
    report = published.verify()
    assert (report.witnessed, [fault.code for fault in report.faults]) == (5, ["V81"])
    signed = sign_as_witness(request, key=key, log=log, state=state, time=1_930_000_001)
    assert signed.before == 5
    back.write_bytes(signed.note)
    assert take_cosigned(published.folder, published.key, [back])[1]
    assert published.verify().sound


def test_a_witness_refuses_another_history_of_the_same_log(published: Reform) -> None:
    key, log = with_witness(published)
    state = published.outside / "memory"
    (request,) = published.publish().requests
    sign_as_witness(request, key=key, log=log, state=state, time=1_930_000_000)
    other = Reform(published.outside / "other")
    other.add("in-force", OLD.replace("Lantern", "Candle"))
    other.add("draft-1", NEW)
    with_witness(other)
    (request,) = other.publish().requests
    with pytest.raises(RecordMismatch):
        sign_as_witness(request, key=key, log=log, state=state, time=1_930_000_001)


def test_a_bare_checkpoint_is_cosigned_with_the_record_at_hand(published: Reform) -> None:
    key, log = with_witness(published)
    state, checkpoint = published.outside / "memory", published.folder / "record" / "checkpoint"
    sign_as_witness(checkpoint, key=key, log=log, state=state, time=1_930_000_000)
    published.publish()
    with pytest.raises(RecordMismatch, match="G25"):
        sign_as_witness(checkpoint, key=key, log=log, state=state, time=1_930_000_001)
    record = str(published.folder / "record")
    signed = sign_as_witness(
        checkpoint, key=key, log=log, state=state, time=1_930_000_001, record=record
    )
    assert (signed.before, signed.checkpoint.size) == (4, 5)


def receipt_for(reform: Reform, place: int) -> Path:
    path = reform.outside / f"{place}.tlog-proof"
    write_receipt(str(reform.folder), place, path)
    return path


def test_anybody_makes_a_receipt_and_checks_it_alone_or_against_the_record(
    published: Reform,
) -> None:
    place = published.receive()
    receipt = receipt_for(published, place)
    with open_record(published.folder, published.key) as publisher:
        assert publisher.receipt(place).bytes == receipt.read_bytes()
    assert verify_receipt(receipt, None, policy=None).accepted is None
    held = verify_receipt(receipt, str(published.folder), policy=None)
    assert (held.place, held.entry.kind) == (place, "commitment")
    assert held.accepted is not None
    published.receive("тағы бір ұсыныс")
    assert verify_receipt(receipt, str(published.folder), policy=None).place == place


def test_there_is_no_receipt_of_an_entry_that_is_not_there(published: Reform) -> None:
    with pytest.raises(RecordMismatch, match="V41"):
        receipt_for(published, 99)


def test_a_receipt_of_a_record_that_was_begun_anew_is_refused(published: Reform) -> None:
    receipt = receipt_for(published, published.receive())
    other = Reform(published.outside / "anew")
    other.add("in-force", OLD)
    other.publish()
    with pytest.raises(RecordMismatch, match="V82"):
        verify_receipt(receipt, str(other.folder), policy=None)
    for number in range(4):
        other.receive(f"{WORDS} {number}")
    with pytest.raises(RecordMismatch, match="V84"):
        verify_receipt(receipt, str(other.folder), policy=None)


def test_what_was_seen_once_cannot_be_taken_back(published: Reform) -> None:
    assert published.verify().sound
    other = Reform(published.outside / "anew")
    other.seen = published.seen
    other.add("in-force", OLD)
    other.publish()
    assert [fault.code for fault in other.verify().faults] == ["V82"]
    other.add("draft-1", NEW.replace("twelve", "ten"))
    other.publish()
    assert [fault.code for fault in other.verify().faults] == ["V83"]


# -- history -------------------------------------------------------------------------------------


def test_the_history_is_asked_by_kind_day_and_provision(published: Reform) -> None:
    published.add("draft-2", NEW.replace("2. It is open on every working day.\n", ""))
    published.publish("2031-03-01T12:00:00Z")
    place = str(published.folder)
    assert len(history_of(place).told) == 7
    assert [told.place for told in history_of(place, day="2031-03").told] == [4, 5, 6]
    assert [told.place for told in history_of(place, kinds=("alignment",)).told] == [3, 5, 6]
    touched = history_of(place, provision="art_2__para_2").told
    assert [(told.place, told.entry.kind) for told in touched] == [
        (2, "edition"),
        (3, "alignment"),
        (5, "alignment"),
    ]


def test_an_edition_is_read_again_from_its_source(published: Reform) -> None:
    assert [one.said for one in rederive(str(published.folder))] == ["same", "same"]
    assert [one.said for one in rederive(str(published.folder / "record"))] == ["no-source"] * 2


def test_the_history_names_kinds_and_values_in_the_language_of_the_person(
    published: Reform, capsys: pytest.CaptureFixture[str]
) -> None:
    place = published.receive()
    withdraw(published.folder, published.key, published.salts, [place], reason="court", now=NOON)
    history = history_of(str(published.folder), kinds=("tombstone",))
    for language, name, reason in (
        ("kk", "алып қою", "сот шешімі"),
        ("ru", "изъятие", "решение суда"),
        ("en", "tombstone", "decision of a court"),
    ):
        print_history(history, language)
        line = capsys.readouterr().out.splitlines()[0]
        assert f"  {name}, commission: " in line
        assert reason in line


def test_the_reason_of_a_correction_stays_in_the_words_of_the_person() -> None:
    body = {"alignment": 3, "decision": "reject", "old": "art_1", "new": "art_2"}
    entry = Entry("correction", 1, NOON, "commission", {**body, "reason": "court"})
    assert summary(entry, "ru").endswith("отклонено (court)")
    without_words = Entry("correction", 1, NOON, "commission", {**body, "reason": "reject"})
    assert summary(without_words, "ru").endswith("отклонено (отклонено)")


def test_a_figure_is_told_with_its_unit_in_the_language_of_the_reader() -> None:
    def told(value: int | str, unit: str, language: str) -> str:
        body = {"name": "roll", "value": value, "unit": unit}
        return summary(Entry("figure", 1, NOON, "commission", body, "2031-02-09", "x"), language)

    assert [told(412_481, "voters", language) for language in ("kk", "ru", "en")] == [
        "roll: 412\xa0481 сайлаушы, 2031-02-09 жағдайы бойынша (x)",
        "roll: 412\xa0481 избиратель на 2031-02-09 (x)",
        "roll: 412,481 voters as of 2031-02-09 (x)",
    ]
    assert told("2/3", "members", "ru").startswith("roll: 2/3 членов")
    assert told(2, "light-years", "ru").startswith("roll: 2 light-years")


def test_on_a_page_days_and_moments_are_told_as_the_language_writes_them() -> None:
    body = {"precincts": 2, "readings": 60}
    entry = Entry("turnout", 1, NOON, "commission", body, "2031-07-06T15:00:00Z", "x")
    told = [summary(entry, code, moment).replace("\xa0", " ") for code in ("kk", "ru", "en")]
    assert told == [
        "60 дерек, 2031 ж. 6 шілде, 15:00 UTC (x)",
        "данных: 60, на 6 июля 2031 г., 15:00 UTC (x)",
        "60 readings as of 6 July 2031, 15:00 UTC (x)",
    ]
    vote = {"title": {"en": "The vote"}, "day": "2031-05-03", "until": "2031-05-04"}
    question = Entry("question", 1, NOON, "commission", vote)
    assert summary(question, "en", moment).replace("\xa0", " ") == (
        "The vote (3 May 2031 – 4 May 2031)"
    )


def test_a_tombstone_says_once_that_something_was_withdrawn_and_why() -> None:
    body = {"reason": "withdrawn", "entries": [32], "blobs": []}
    stone = Entry("tombstone", 1, NOON, "secretariat", body)
    assert summary(stone, "en") == "withdrawn #32: at the person's own request"
    role = {"event": "withdrawn", "role": "clerk", "holder": "staff-4"}
    assert summary(Entry("role", 1, NOON, "secretariat", role), "en").endswith("withdrawn, staff-4")
