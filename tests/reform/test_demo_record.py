"""The record that the demo publishes: the same every day, whole, and with nobody's data in it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree

from zhargy.errors import UnusableFolder
from zhargy.languages.personal import personal_in
from zhargy.record.bundles import unpack
from zhargy.record.tiles import Bundle
from zhargy.reform.demo.record import Stage
from zhargy.reform.history import history_of
from zhargy.reform.verifying import verify_place
from zhargy.verify.seen import Seen

SAMPLE = Path(__file__).parents[2] / "examples" / "jetiaral"
# What must never stand in a public record, each with what it must find: stricter than the scan,
# which knows forms of names and numbers as they are usually written.
FORBIDDEN = {
    "an address of mail": (r"\S@\S", "a@b"),
    "a site, a messenger": (
        r"(?i)\b(?:t\.me|wa\.me|https?:|www\.|telegram|whatsapp|instagram)",
        "T.me/somebody",
    ),
    "an individual number": (r"(?<![0-9a-f])\d{12}(?![0-9a-f])", "900101300123"),
    "a document": (r"(?:\bN|№)\s?\d{6,}", "№ 0123456"),
    "a telephone": (
        r"\+\s?\d[\d\s()-]{8,}|\b8[\s-]?\(?7\d\d\)?[\s-]?\d{3}[\s-]?\d\d[\s-]?\d\d\b",
        "8 (701) 555-01-23",
    ),
    "a card or an account": (
        r"(?:\d{4}[ -]){3}\d{4}|\bKZ\d{2}[A-Z0-9]{13,}",
        "KZ86125KZT5004100100",
    ),
    "initials with a surname": (
        r"\b[А-ЯЁӘҒҚҢӨҰҮҺІ]\.\s?(?:[А-ЯЁӘҒҚҢӨҰҮҺІ]\.)?\s?[А-ЯЁӘҒҚҢӨҰҮҺІ][а-яёәғқңөұүһі]{2,}",
        "Ә. Серіков",
    ),
    "a patronymic": (r"(?i)\w(?:ович|евич|овна|евна|ұлы|қызы|оглы|кызы)\b", "Серікұлы"),
    "a title before a name": (r"\b(?:Mr|Mrs|Ms|Dr)\.? [A-Z]", "Mrs Reed"),
    "a birthday": (
        r"(?i)туған күн|дата рождения|date of birth|\bЖСН\b|\bИИН\b",
        "Туған күні: 1 мамыр",
    ),
    "a home": (r"(?i)\b(?:ул\.|кв\.|көшесі|даңғылы|проспект)\s", "Абай көшесі 5"),
    "a pseudonym of who sent words": (r"heron|lighthouse", "heron-12"),
    "what was taken back": (r"Пусть староста", "Пусть староста"),
}


@pytest.fixture(scope="module")
def told() -> list[tuple[str, dict[str, object]]]:
    return []


@pytest.fixture(scope="module")
def out(
    tmp_path_factory: pytest.TempPathFactory, told: list[tuple[str, dict[str, object]]]
) -> Path:
    out = tmp_path_factory.mktemp("demo")
    play(out, told)
    return out


def play(out: Path, told: list[tuple[str, dict[str, object]]], language: str = "en") -> None:
    def progress(code: str, **fields: object) -> None:
        told.append((code, fields))

    Stage(out, SAMPLE, language, progress).play()


def public(out: Path) -> dict[str, bytes]:
    record = out / "reform" / "record"
    files = (path for path in sorted(record.rglob("*")) if path.is_file())
    return {path.relative_to(record).as_posix(): path.read_bytes() for path in files}


def words_of(out: Path) -> dict[str, str]:
    """Every text of the record: entries and blobs; the rest is hashes and signatures."""
    texts = {}
    for name, content in public(out).items():
        if name.startswith("blob/"):
            texts[name] = said(content)
        elif name.startswith("tile/entries/"):
            width = int(name.rpartition("/")[2])
            for place, entry in enumerate(unpack(content, width)):
                texts[f"{name} #{place}"] = entry.decode("utf-8")
    assert len([name for name in texts if name.startswith("blob/")]) == 40
    return texts


def said(blob: bytes) -> str:
    """What a blob says: an act without its names of works, which are written with an @."""
    if not blob.startswith(b"<?xml"):
        return blob.decode("utf-8")
    tree = etree.fromstring(blob)
    values = (str(value) for element in tree.iter() for value in element.attrib.values())
    kept = (value for value in values if not value.startswith("/akn/xx/act/"))
    return "\n".join([*tree.itertext(), *kept])


def test_the_record_holds_and_tells_the_withdrawn_from_the_missing(out: Path) -> None:
    report = verify_place(str(out / "reform"), policy=None, seen=Seen(out / "seen"))
    assert report.sound
    assert report.kinds == {
        "reform": 1, "edition": 15, "alignment": 15, "figure": 3, "milestone": 10, "summary": 12, "commitment": 2, "words": 2,
        "tombstone": 1, "question": 1, "roll": 3, "protocols": 3, "precinct": 6, "turnout": 1, "result": 2,
    }  # fmt: skip
    assert (report.withheld, report.witnessed) == (1, report.checkpoint and report.checkpoint.size)


def test_a_figure_that_was_superseded_stays_to_be_read(out: Path) -> None:
    told = history_of(str(out / "reform"), kinds=("figure",)).told
    values = [(one.entry.body["value"], one.superseded_by is not None) for one in told]
    assert values == [(411_936, True), (63, False), (412_480, False)]


def test_the_day_of_the_referendum_was_moved_and_both_days_stay(out: Path) -> None:
    told = history_of(str(out / "reform"), kinds=("milestone",)).told
    days = {(one.entry.body["name"], one.entry.body["day"]): one.superseded_by for one in told}
    assert len({name for name, _ in days}) == 9
    assert [key for key, by in days.items() if by is not None] == [("referendum", "2031-06-29")]
    published = [one.entry.time[:10] for one in told if one.entry.body["name"] == "referendum"]
    assert published == ["2031-02-10", "2031-04-14"]


def test_the_question_was_published_before_the_vote_and_stays_bound_to_its_words(out: Path) -> None:
    told = history_of(str(out / "reform")).told
    (question,) = (one for one in told if one.entry.kind == "question")
    assert question.entry.time[:10] == "2031-06-10" < question.entry.body["day"]
    assert question.superseded_by is None
    editions = {one.place: one.entry for one in told if one.entry.kind == "edition"}
    bound = [editions[place] for place in question.entry.body["editions"]]
    assert [one.body["language"] for one in bound] == ["kk", "ru", "en"]
    assert {(one.body["edition"], one.body["status"]) for one in bound} == {("adopted", "draft")}
    adopted = [one for one in editions.values() if one.body.get("status") == "adopted"]
    # The words that were adopted are those that were put to the vote.
    assert [one.body["akn"] for one in adopted] == [one.body["akn"] for one in bound]
    assert {one.time[:10] for one in adopted} == {"2031-07-07"}
    assert all(question.place < one.place for one in told if one.entry.kind == "protocols")


def test_the_summary_and_the_names_of_editions_are_in_three_languages(out: Path) -> None:
    points = history_of(str(out / "reform"), kinds=("summary",)).told
    editions = history_of(str(out / "reform"), kinds=("edition",)).told
    assert [one.entry.body["place"] for one in points] == list(range(1, 13))
    assert {one.entry.time[:10] for one in points} == {"2031-07-07"}
    assert [one.entry.body["name"] for one in points if "figures" in one.entry.body] == ["petition"]
    for said in [
        *(one.entry.body["says"] for one in points),
        *(one.entry.body["name"] for one in editions),
    ]:
        assert set(said) == {"kk", "ru", "en"}
    assert [one.entry.body["status"] for one in editions[::3]] == [
        "in-force", "draft", "draft", "draft", "adopted",
    ]  # fmt: skip


def test_the_changed_byte_is_caught_and_its_entry_named(
    out: Path, told: list[tuple[str, dict[str, object]]]
) -> None:
    (figure,) = (one for one in told if one[0] == "demo-figure" and "Voters" in str(one[1]["said"]))
    (caught,) = (fields["fault"] for code, fields in told if code == "demo-caught")
    assert str(caught).startswith(f"#{figure[1]['place']}: V75")
    before = public(out)
    after = {
        path.relative_to(out / "tampered").as_posix(): path.read_bytes()
        for path in (out / "tampered").rglob("*")
        if path.is_file()
    }
    (changed,) = (name for name in before if before[name] != after[name])
    assert sum(a != b for a, b in zip(before[changed], after[changed], strict=True)) == 1
    assert Bundle(0, 77).path == changed


def test_a_second_demo_publishes_the_same_bytes_in_whatever_language(out: Path) -> None:
    before = public(out)
    again: list[tuple[str, dict[str, object]]] = []
    play(out, again, "kk")
    assert public(out) == before
    assert "demo-caught" in dict(again)


def test_a_folder_that_the_demo_did_not_make_is_left_alone(tmp_path: Path) -> None:
    for name in ("reform", "keys", "seen", "tampered"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "letter.txt").write_text("mine", encoding="utf-8")
        with pytest.raises(UnusableFolder, match="G28"):
            play(tmp_path, [])
        assert (tmp_path / name / "letter.txt").read_text(encoding="utf-8") == "mine"
        (tmp_path / name / "letter.txt").unlink()
        (tmp_path / name).rmdir()


def test_keys_and_salts_lie_outside_and_are_for_their_owner_alone(out: Path) -> None:
    private = [path for path in (out / "keys").iterdir() if path.is_file()]
    assert {path.name for path in private} >= {"record.key", "witness.key", "private.sqlite"}
    assert {path.stat().st_mode & 0o077 for path in private} == {0}
    secrets = [(out / "keys" / name).read_bytes().strip() for name in ("record.key", "witness.key")]
    everything = b"".join(p.read_bytes() for p in (out / "reform").rglob("*") if p.is_file())
    assert not [secret for secret in secrets if secret in everything]


def test_the_scan_finds_nobody_in_the_record(out: Path) -> None:
    found = {
        (name, text[one.start : one.end])
        for name, text in words_of(out).items()
        for one in personal_in(text)
    }
    assert found == set()


@pytest.mark.parametrize("what", FORBIDDEN)
def test_nothing_in_the_record_looks_like(out: Path, what: str) -> None:
    form, example = FORBIDDEN[what]
    assert re.search(form, example)
    found = {
        (name, match[0])
        for name, text in words_of(out).items()
        for match in re.finditer(form, text)
    }
    assert found == set()
