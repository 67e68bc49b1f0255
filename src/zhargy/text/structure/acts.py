"""From a source to its acts: one, or two that stand side by side or one after the other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from zhargy.errors import UnreadableText
from zhargy.languages.detect import language_of
from zhargy.languages.lookalikes import mixed_words
from zhargy.text.act import Act, Element
from zhargy.text.finding import Finding
from zhargy.text.provision import Citation
from zhargy.text.reading.source import Paragraph, SetAside, Source
from zhargy.text.structure.columns import Stream, streams_of
from zhargy.text.structure.freeze import freeze
from zhargy.text.structure.front import Front, front_of
from zhargy.text.structure.labels import label_of
from zhargy.text.structure.lines import lines_of
from zhargy.text.structure.node import Node
from zhargy.text.structure.tree import Tree

_TITLE = re.compile(r"^title:[ \t]*(\S.*?)\s*$", re.MULTILINE)
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading one source gave.

    `acts`: usually one. `findings`: what a person must see, per act. `set_aside`: what stands in
    no act, with its place. `places`: per act, where in the file each address begins.
    `characters`: (placed, all), white space not counted.
    """

    format: str
    encoding: str
    acts: tuple[Act, ...]
    findings: tuple[tuple[Finding, ...], ...]
    set_aside: tuple[SetAside, ...]
    places: tuple[dict[str, str], ...]
    characters: tuple[int, int]

    @property
    def act(self) -> Act:
        """The first act."""
        return self.acts[0]

    @property
    def needs_a_person(self) -> bool:
        """Is there a finding beyond a hint?"""
        return any(f.severity > 1 for findings in self.findings for f in findings)


def acts_of(source: Source, where: str, language: str = "") -> Reading:
    """The acts of a source. `language` overrules what the letters say.

    Raises UnreadableText where the text is no act or is Kazakh in Latin script.
    """
    source = replace(source, paragraphs=tuple(_visible(source.paragraphs)))
    source = _with_marks_aside(source)
    streams, aside = streams_of(source.paragraphs)
    named = _title_in_front_matter(source.set_aside)
    read = [_act_of(stream, where, language, named) for stream in streams]
    set_aside = (*source.set_aside, *aside)
    total = _characters(p.text + p.label for p in source.paragraphs) + _characters(
        s.text for s in source.set_aside
    )
    lost = _characters(s.text for s in set_aside)
    return Reading(
        format=source.format,
        encoding=source.encoding,
        acts=tuple(act for act, _, _ in read),
        findings=tuple(tuple(findings) for _, findings, _ in read),
        set_aside=set_aside,
        places=tuple(places for _, _, places in read),
        characters=(total - lost, total),
    )


def _visible(paragraphs: Iterable[Paragraph]) -> Iterator[Paragraph]:
    """Paragraphs without the characters that nobody sees and XML cannot hold."""
    for paragraph in paragraphs:
        if _UNSEEN.search(paragraph.text):
            text = " ".join(_UNSEEN.sub("", paragraph.text).split())
            if text:
                yield replace(paragraph, text=text)
        else:
            yield paragraph


def _with_marks_aside(source: Source) -> Source:
    """A bullet before a paragraph that has a number of its own is set aside."""
    paragraphs: list[Paragraph] = []
    marks: list[SetAside] = []
    for paragraph in source.paragraphs:
        if paragraph.label and paragraph.kind == "text" and _has_own_number(paragraph):
            marks.append(SetAside(paragraph.label, paragraph.place, "unplaced"))
            paragraph = replace(paragraph, label="")
        paragraphs.append(paragraph)
    return replace(source, paragraphs=tuple(paragraphs), set_aside=(*source.set_aside, *marks))


def _has_own_number(paragraph: Paragraph) -> bool:
    own = label_of(paragraph.text)
    return own is not None and label_of(paragraph.text, paragraph.label) == own


def reading_of_akn(
    act: Act,
    findings: list[Finding],
    places: dict[str, str],
    aside: list[SetAside],
    language: str = "",
) -> Reading:
    """The same value for an act that needs no parsing."""
    if language or not act.language:
        act = replace(
            act, language=language or language_of("\n".join(p.text for p in act.provisions))
        )
    lost = _characters(s.text for s in aside)
    whole = lost + _characters(p.text for p in act.provisions)
    return Reading(
        format="akn",
        encoding="",
        acts=(act,),
        findings=((*findings, *_lookalikes(act)),),
        set_aside=tuple(aside),
        places=(places,),
        characters=(whole - lost, whole),
    )


def _characters(texts: Iterable[str]) -> int:
    return sum(len("".join(text.split())) for text in texts)


def _title_in_front_matter(set_aside: Sequence[SetAside]) -> str:
    """What the "title:" above a Markdown text says."""
    matters = (s.text for s in set_aside if s.reason == "front matter")
    found = next((title for text in matters if (title := _TITLE.search(text))), None)
    return found[1].strip("\"'") if found else ""


def _act_of(
    stream: Stream, where: str, language: str, named: str
) -> tuple[Act, list[Finding], dict[str, str]]:
    """`named`: the title where the text shows none."""
    text = "\n".join(p.text for p in stream.paragraphs)
    spoken = language or language_of(text)
    if spoken == "kk-Latn":
        raise UnreadableText("R20", where)
    lines, habits = lines_of(_rows_joined(stream.paragraphs))
    front = front_of(lines)
    root = Tree(habits).read(front.body)
    body, places, findings = freeze(root)
    counted = sum(line.label is not None and line.label.style == "outline" for line in lines)
    if not counted and not any(
        e.kind not in ("section", "chapter", "part", "annex") for b in body for e in b.walk()
    ):
        raise UnreadableText("R18", where)
    act = Act(
        title="\n".join(front.title) or named,
        language=spoken,
        body=(*_preamble(front, root), *body),
        notes=tuple(sorted((*front.notes, *root.notes), key=lambda note: note.kind == "signature")),
        edition=stream.edition,
    )
    findings = [*_missing_front(act.title, front), *_counted(counted), *findings, *_lookalikes(act)]
    return act, findings, places


def _preamble(front: Front, root: Node) -> tuple[Element, ...]:
    lead = (*(line.text for line in front.preamble), *root.lead)
    if not (lead or front.preamble_heading):
        return ()
    return (
        Element("preamble", Citation.of(preamble="1"), heading=front.preamble_heading, lead=lead),
    )


def _rows_joined(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """The cells of one table row become one paragraph, with a bar between them."""
    out: list[Paragraph] = []
    for paragraph in paragraphs:
        before = out[-1] if out else None
        if before and before.cell and paragraph.cell and before.cell[:2] == paragraph.cell[:2]:
            mark = " | " if before.cell[2] != paragraph.cell[2] else " "
            words = f"{paragraph.label} {paragraph.text}".strip()
            out[-1] = replace(before, text=before.text + mark + words, cell=paragraph.cell)
        else:
            out.append(paragraph)
    return out


def _missing_front(title: str, front: Front) -> list[Finding]:
    if title or front.preamble:
        return []
    return [Finding("T5", 2)]


def _counted(headings: int) -> list[Finding]:
    return [Finding("T4", 2, fields=(("n", headings),))] if headings else []


def _lookalikes(act: Act) -> list[Finding]:
    """One finding for each mixed word: how often and where first."""
    first: dict[str, Finding] = {}
    times: Counter[str] = Counter()
    for provision in act.provisions:
        for start, word in mixed_words(provision.text):
            times[word] += 1
            first.setdefault(
                word,
                Finding("T3", 1, provision.address, span=(start, start + len(word)), words=word),
            )
    return [
        replace(finding, fields=(("word", word), ("n", times[word])))
        for word, finding in first.items()
    ]
