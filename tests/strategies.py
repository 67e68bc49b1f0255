"""One strategy for each value: provisions, citations, acts in three languages, sources.

Acts are built as the reader builds them, a tree of nodes that is frozen, so that numbers and
citations belong together. `plain=True` keeps to what plain text can say (see `written_acts`).
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from zhargy.text.act import Act, Element, Note
from zhargy.text.amending.draft import Draft
from zhargy.text.provision import Citation, Provision
from zhargy.text.reading.source import Paragraph, SetAside, Source
from zhargy.text.structure.freeze import freeze
from zhargy.text.structure.tree import Node


@dataclass(frozen=True)
class Tongue:
    """How acts of one language are written; `labels` by level, with a place for the number."""

    code: str
    words: tuple[str, ...]
    labels: dict[str, str]
    note: str
    repealed: str
    transitional: str
    preamble: str
    letters: str
    head: tuple[str, ...] = field(default=())


RUSSIAN = Tongue(
    "ru",
    tuple(
        "ярмарка колодец мост староста сход мельница лодка невод пасека кузнец сад тропа "
        "хлеб соль берег ведро костёр улей рыбак пристань сторож ключ замок порог".split()
    ),
    {
        "section": "РАЗДЕЛ {}",
        "chapter": "Глава {}.",
        "article": "Статья {}.",
        "annex": "Приложение {}.",
    },
    "Сноска. Статья изменена сходом",
    "Исключена решением схода.",
    "Переходные положения",
    "Преамбула",
    "абвгд",
    ("Номер", "Название", "Место"),
)
KAZAKH = Tongue(
    "kk",
    tuple(
        "жәрмеңке құдық көпір ауыл мүше диірмен қайық өрмек бал ұста бақша соқпақ "
        "нан тұз жаға шелек алау ұя балықшы айлақ күзетші кілт құлып табалдырық".split()
    ),
    {
        "section": "{} бөлім",
        "chapter": "{}-тарау.",
        "article": "{}-бап.",
        "annex": "{}-қосымша.",
    },
    "Ескерту. Бап жиынмен өзгертілді",
    "Алып тасталды – жиын шешімі.",
    "Өтпелі ережелер",
    "Кіріспе",
    "абвгд",
    ("Реті", "Атауы", "Орны"),
)
ENGLISH = Tongue(
    "en",
    tuple(
        "fair well bridge warden meeting mill boat net hive smith garden lane "
        "bread salt shore bucket fire green fisher pier watchman key lock gate".split()
    ),
    {
        "section": "SECTION {}",
        "chapter": "Chapter {}",
        "article": "Article {}.",
        "annex": "Annex {}.",
    },
    "Note. This was changed at the meeting",
    "Repealed by the meeting.",
    "Transitional provisions",
    "Preamble",
    "abcde",
    ("Number", "Name", "Place"),
)
TONGUES = (KAZAKH, RUSSIAN, ENGLISH)
ROMAN = ("I", "II", "III", "IV", "V")

# What XML can hold and white space folding keeps: any letters, signs and marks but those.
_ANY = st.characters(
    exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp"), exclude_characters="\ufffe\uffff"
)
any_words = st.lists(st.text(_ANY, min_size=1, max_size=8), min_size=1, max_size=6).map(" ".join)


def sentences(tongue: Tongue, least: int = 2, most: int = 9) -> SearchStrategy[str]:
    """Words with a capital and a full stop."""
    return _words(tongue, least, most).map(lambda words: f"{words}.")


def headings(tongue: Tongue) -> SearchStrategy[str]:
    """A few words with a capital, no sentence."""
    return _words(tongue, 1, 4)


def _words(tongue: Tongue, least: int, most: int) -> SearchStrategy[str]:
    words = st.lists(st.sampled_from(tongue.words), min_size=least, max_size=most)
    return words.map(lambda found: " ".join(found).capitalize())


# -- citations and provisions -----------------------------------------------------------------------


@st.composite
def numbers(draw: DrawFn) -> str:
    """5, 5-1, 73A."""
    number = str(draw(st.integers(1, 120)))
    return number + draw(st.sampled_from(("", "", "", "-1", "-2", "A")))


@st.composite
def citations(draw: DrawFn) -> Citation:
    """Of a point, a subpoint, an article, a heading, a preamble paragraph, a row, a decimal."""
    article, point, subpoint, row = (draw(numbers()) for _ in range(4))
    return draw(
        st.sampled_from(
            (
                Citation.of(article=article),
                Citation.of(article=article, heading="1"),
                Citation.of(article=article, point=point),
                Citation.of(article=article, point=point, subpoint=subpoint),
                Citation.of(article=article, point=point, list="2", subpoint=subpoint),
                Citation.of(article=article, subpoint=subpoint),
                Citation.of(preamble=point),
                Citation.of(annex=article, row=row),
                Citation.of(section=article, item=point, subitem=subpoint, subsubitem=row),
            )
        )
    )


provisions: SearchStrategy[Provision] = st.builds(Provision, citations(), any_words)


# -- acts -------------------------------------------------------------------------------------------


class _Grower:
    """Draws the tree of one act."""

    def __init__(self, draw: DrawFn, tongue: Tongue, plain: bool) -> None:
        self.draw, self.tongue, self.plain = draw, tongue, plain
        self.articles = 0

    def chance(self, one_in: int) -> bool:
        return self.draw(st.integers(1, one_in)) == one_in

    def some(self, least: int, most: int) -> range:
        return range(self.draw(st.integers(least, most)))

    def text(self) -> str:
        if self.plain or not self.chance(3):
            return self.draw(sentences(self.tongue))
        return self.draw(any_words)

    def heading(self) -> str:
        return self.draw(headings(self.tongue))

    def note(self) -> Note:
        if self.plain:
            return Note("editor", f"{self.tongue.note}: {self.draw(sentences(self.tongue))}")
        kind = self.draw(st.sampled_from(("editor", "footnote", "publisher", "adoption")))
        return Note(kind, self.text())

    def numbers(self, count: int) -> list[str]:
        """1, 2, 2-1, 3: inserted numbers stay whole."""
        out: list[str] = []
        for number in range(1, count + 1):
            out.append(str(number))
            if self.chance(8):
                out.append(f"{number}-1")
        return out

    # -- leaves and lists ------------------------------------------------------------------------

    def leaf(self, node: Node, extra: bool) -> Node:
        """Words of its own; a second unnumbered paragraph where that is no doubt; notes."""
        node.lead = [self.text()]
        if extra and self.chance(4):
            node.lead.append(self.text())
        if self.chance(8):
            node.notes.append(self.note())
        return node

    def gone(self, node: Node) -> Node:
        node.repealed, node.lead = True, [self.tongue.repealed]
        return node

    def items(self) -> list[Node]:
        letters = self.tongue.letters[: self.draw(st.integers(1, 3))]
        return [
            self.leaf(Node("item", letter, "letter", f"{letter})"), letter != letters[-1])
            for letter in letters
        ]

    def subpoints(self) -> list[Node]:
        found = []
        numbers = self.numbers(self.draw(st.integers(1, 3)))
        for number in numbers:
            last = number == numbers[-1]
            node = Node("subpoint", number, "paren", f"{number})")
            found.append(node)
            if self.chance(10):
                self.gone(node)
            else:
                self.leaf(node, not last)
                if self.chance(5):
                    node.notes = []
                    node.children = self.items()
                    if not last and self.chance(3):
                        node.closing = [self.text()]
        return found

    def points(self) -> list[Node]:
        found = []
        for number in self.numbers(self.draw(st.integers(1, 3))):
            node = Node("point", number, "dot", f"{number}.")
            found.append(node)
            if self.chance(10):
                self.gone(node)
                continue
            self.leaf(node, True)
            if self.chance(3):
                node.notes = []
                node.children = self.subpoints()
                if self.chance(4):
                    node.children += self.second_list(node)
                if self.chance(3):
                    node.closing = [*node.closing, self.text()]
        return found

    def second_list(self, node: Node) -> list[Node]:
        """A list that begins again at 1, announced by a lead-in that belongs to the point."""
        again = self.subpoints()
        for child in again:
            child.list_ordinal = 2
        node.closing = [self.draw(_words(self.tongue, 2, 4)) + ":"]
        return again

    # -- articles and above ----------------------------------------------------------------------

    def article(self) -> Node:
        self.articles += 1
        number = str(self.articles)
        node = Node("article", number, "", self.tongue.labels["article"].format(number))
        if self.chance(12):
            return self.gone(node)
        if self.chance(2):
            node.heading = self.heading()
        shape = self.draw(st.sampled_from(("words", "points", "points", "subpoints")))
        if shape == "points":
            node.children = self.points()
        elif shape == "subpoints":
            node.lead = [self.text()]
            node.children = self.subpoints()
            if self.chance(3):
                node.closing = [self.text()]
        else:
            self.leaf(node, True)
        return node

    def container(self, level: str, number: str, children: list[Node]) -> Node:
        label = self.tongue.labels[level].format(number)
        return Node(level, number, "", label, self.heading(), children=children)

    def chapters(self, first: int) -> list[Node]:
        return [
            self.container("chapter", str(first + n), [self.article() for _ in self.some(1, 3)])
            for n in self.some(1, 2)
        ]

    def articled(self) -> list[Node]:
        if self.chance(2):
            return [self.article() for _ in self.some(1, 4)]
        if self.chance(2):
            return self.chapters(1)
        sections, first = [], 1
        for number in ROMAN[: self.draw(st.integers(1, 2))]:
            chapters = self.chapters(first)
            first += len(chapters)
            sections.append(self.container("section", number, chapters))
        return sections

    def decimal(self) -> list[Node]:
        """1 Heading, 1.1 words, 1.1.1 words."""
        sections = []
        for s in range(1, self.draw(st.integers(2, 3)) + 1):
            section = Node("section", str(s), "decimal", f"{s}.", self.heading())
            sections.append(section)
            for i in range(1, self.draw(st.integers(2, 3)) + 1):
                item = self.leaf(Node("item", str(i), "decimal", f"{s}.{i}."), False)
                section.children.append(item)
                if self.chance(3):
                    item.notes = []
                    item.children = [
                        self.leaf(Node("subitem", str(n), "decimal", f"{s}.{i}.{n}."), False)
                        for n in range(1, 3)
                    ]
        return sections

    def transitional(self) -> Node:
        lead = [self.text() for _ in self.some(1, 2)]
        return Node("transitional", "1", heading=self.tongue.transitional, lead=lead)

    def annex(self, number: str) -> Node:
        label = self.tongue.labels["annex"].format(number)
        node = Node("annex", number, "", label, self.heading())
        if self.chance(2):
            node.children = self.points()
            return node
        numbered = self.chance(2)
        first = 1 if numbered else 0
        node.lead = [" | ".join(self.tongue.head[1 - first :])]
        for row in range(1, self.draw(st.integers(2, 3)) + 1):
            words = " | ".join((self.heading(), self.heading()))
            node.children.append(
                Node("row", str(row), "row", str(row) if numbered else "", lead=[words])
            )
        return node

    def body(self) -> list[Node]:
        shape = self.draw(
            st.sampled_from(("articles", "articles", "articles", "points", "decimal"))
        )
        if shape == "articles":
            nodes = self.articled()
        else:
            nodes = self.points() if shape == "points" else self.decimal()
        if shape == "articles" and self.chance(4):
            nodes.append(self.transitional())
        if shape == "articles" and self.chance(3):
            nodes += [self.annex(str(n + 1)) for n in self.some(1, 2)]
        return nodes


@st.composite
def acts(draw: DrawFn, tongue: Tongue | None = None, *, plain: bool = False) -> Act:
    """An act as the reader makes it: every kind of element, number and note."""
    tongue = tongue or draw(st.sampled_from(TONGUES))
    grower = _Grower(draw, tongue, plain)
    root = Node("act", children=grower.body())
    body, _, _ = freeze(root)
    title = "\n".join(grower.heading() for _ in grower.some(0, 2))
    preamble: tuple[Element, ...] = ()
    if grower.chance(2):
        lead = tuple(grower.text() for _ in grower.some(1, 2))
        heading = tongue.preamble if lead and grower.chance(2) else ""
        if lead:
            preamble = (Element("preamble", Citation.of(preamble="1"), heading=heading, lead=lead),)
    notes = [grower.note()] if grower.chance(4) else []
    if grower.chance(5):
        notes.append(Note("signature", grower.heading()))
    edition = "" if plain else draw(st.sampled_from(("", "", "before", "after")))
    return Act(title, tongue.code, (*preamble, *body), tuple(notes), edition)


def written_acts(tongue: Tongue | None = None) -> SearchStrategy[Act]:
    """Acts that plain text can say.

    It cannot say: an edition; which note belongs to what holds a list (a note falls to the words
    right above it); a second unnumbered paragraph of the last subpoint (it falls to the point);
    a heading with no words under it (it is the words); words after the points of an article
    (they fall to the last point); notes other than of editors and signatures.
    """
    return acts(tongue, plain=True)


# -- edits ------------------------------------------------------------------------------------------


@st.composite
def editions(draw: DrawFn, tongue: Tongue = RUSSIAN, *, most: int = 4) -> tuple[Act, Act]:
    """An act and the same act after some edits: words changed, dropped, new, moved."""
    count = draw(st.integers(1, most))
    chance = random.Random(draw(st.integers(0, 1 << 16)))
    before = [
        [draw(sentences(tongue, 5, 12)) for _ in range(draw(st.integers(1, 3)))]
        for _ in range(count)
    ]
    after = [[_edited(text, tongue, chance) for text in points] for points in before]
    after = [[text for text in points if text] for points in after]
    if chance.random() < 0.4:
        chance.shuffle(after)
    if chance.random() < 0.4:
        after.insert(chance.randrange(len(after) + 1), [draw(sentences(tongue, 5, 12))])
    return act_of(before, tongue), act_of([points for points in after if points], tongue)


@st.composite
def amended(draw: DrawFn, tongue: Tongue | None = None) -> tuple[Act, Act]:
    """An act that plain text can say, and a later edition: words, headings and numbers changed,
    elements new, repealed with their number kept, or dropped with the later ones renumbered."""
    old = draw(written_acts(tongue))
    draft = Draft(old)
    said = next(t for t in TONGUES if t.code == old.language)
    for _ in range(draw(st.integers(1, 4))):
        standing = [n for n in draft.root.walk() if n is not draft.root and not n.repealed]
        if not standing:
            break
        node = draw(st.sampled_from(standing))
        edit = draw(st.sampled_from((_reword, _rename, _retire, _drop, _insert, _lengthen)))
        edit(draft, node, draw(sentences(said)))
    return old, draft.act()


def _reword(draft: Draft, node: Node, words: str) -> None:
    if node.lead:
        *first, last = node.lead[0].split(" ")
        node.lead[0] = " ".join([*first, words.rstrip(".").split()[0].lower(), last])


def _rename(draft: Draft, node: Node, words: str) -> None:
    if node.heading:
        node.heading = words.rstrip(".")


def _lengthen(draft: Draft, node: Node, words: str) -> None:
    if node.lead and not node.children:
        node.lead.append(words)


def _retire(draft: Draft, node: Node, words: str) -> None:
    if node.level in ("article", "point", "subpoint"):
        said = next(t for t in TONGUES if t.code == draft.language)
        node.heading, node.lead, node.closing, node.children = "", [said.repealed], [], []
        node.notes, node.repealed = [], True


def _drop(draft: Draft, node: Node, words: str) -> None:
    """The element goes, and those after it move up."""
    siblings = draft.parent_of(node).children
    place = next(n for n, c in enumerate(siblings) if c is node)
    same = [n for n in siblings[place:] if n.level == node.level and n.number.isdecimal()]
    if len(siblings) < 2 or node.level in ("row", "section", "chapter", "annex", "transitional"):
        return
    for before, after in reversed(list(pairwise(same))):
        after.printed = after.printed.replace(after.number, before.number, 1)
        after.number = before.number
    del siblings[place]


def _insert(draft: Draft, node: Node, words: str) -> None:
    """5-1 after 5."""
    if node.level in ("article", "point", "subpoint") and node.number.isdecimal():
        number = f"{node.number}-1"
        label = node.printed.replace(node.number, number, 1)
        siblings = draft.parent_of(node).children
        place = next(n for n, c in enumerate(siblings) if c is node)
        if all(c.number != number for c in siblings):
            new = Node(node.level, number, node.style, label, lead=[words])
            new.list_ordinal = node.list_ordinal
            siblings.insert(place + 1, new)


def _edited(text: str, tongue: Tongue, chance: random.Random) -> str:
    words = text.rstrip(".").split()
    turn = chance.random()
    if turn < 0.1:
        return ""
    if turn < 0.4:
        words[chance.randrange(len(words))] = chance.choice(tongue.words)
    return " ".join(words) + "."


def act_of(articles: Sequence[Sequence[str]], tongue: Tongue = RUSSIAN) -> Act:
    """An act of articles with numbered points of these words."""
    root = Node("act")
    for n, points in enumerate(articles, 1):
        label = tongue.labels["article"].format(n)
        children = [
            Node("point", str(m), "dot", f"{m}.", lead=[text]) for m, text in enumerate(points, 1)
        ]
        root.children.append(Node("article", str(n), "", label, children=children))
    return Act("", tongue.code, freeze(root)[0])


# -- sources ----------------------------------------------------------------------------------------

_LINES = st.one_of(
    *(sentences(tongue) for tongue in TONGUES),
    *(headings(tongue) for tongue in TONGUES),
    st.sampled_from(
        (
            "Статья 1. Мост",
            "Статья 2.",
            "5-бап. Көпір",
            "1. Слово.",
            "1) слово;",
            "2) слово.",
            "а) буква;",
            "Глава 1",
            "РАЗДЕЛ I",
            "І бөлім",
            "Сноска. Изменена.",
            "Ескерту. Өзгерді.",
            "Примечание ИЗПИ!",
            "Оглавление",
            "Преамбула",
            "Приложение 1",
            "Переходные положения",
            "4.2. Слово",
            "4.2.1. Слово",
            "2–3. Исключены.",
            "7) – 9) исключены",
            "§ 5a Wort",
            "(1) word",
            "(a) word",
            "(i) word",
            "73A Trees",
            "Алып тасталды.",
            "© Издатель",
            "Статья 1. Мост ..... 5",
            "г. Астана",
            "12 июня 2026 года",
        )
    ),
    any_words,
)


@st.composite
def paragraphs(draw: DrawFn) -> list[Paragraph]:
    """Lines of every kind in any order, some with numbers outside the text, cells, footnotes."""
    found = []
    for place, text in enumerate(draw(st.lists(_LINES, min_size=1, max_size=25)), 1):
        kind = draw(st.sampled_from(("text",) * 12 + ("footnote", "note")))
        label = draw(st.sampled_from(("",) * 8 + ("1)", "Статья 5.", "*", "3.", "а)")))
        cell = None
        if draw(st.integers(1, 8)) == 8:
            cell = (1, place, draw(st.integers(1, 2)))
        outline = draw(st.sampled_from((0, 0, 0, 1)))
        found.append(Paragraph(text, f"line {place}", label, outline, kind, cell))
    return found


asides = st.builds(SetAside, any_words, st.just("line 1"), st.sampled_from(("header", "comment")))


@st.composite
def sources(draw: DrawFn) -> Source:
    """What a reader may give."""
    aside = draw(st.lists(asides, max_size=2))
    return Source("txt", "utf-8", tuple(draw(paragraphs())), tuple(aside))


def bytes_like(good: bytes) -> st.SearchStrategy[bytes]:
    """Anything, and the good bytes with a few of them changed, dropped or put in."""
    changes = st.tuples(st.integers(0, len(good)), st.binary(max_size=2), st.integers(0, 2))

    def changed(steps: list[tuple[int, bytes, int]]) -> bytes:
        data = good
        for at, put, taken in steps:
            data = data[:at] + put + data[at + taken :]
        return data

    return st.binary(max_size=300) | st.lists(changes, min_size=1, max_size=3).map(changed)
