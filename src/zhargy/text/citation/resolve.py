"""Is there such a place? References against the contents of acts and a register of titles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from zhargy.text.act import Act, Element
from zhargy.text.citation.items import roman
from zhargy.text.citation.reference import NEXT, PREVIOUS, THIS, Reference, Resolved
from zhargy.text.citation.register import NO_TITLES, Titles, folded
from zhargy.text.citation.tokens import HYPHENS
from zhargy.text.provision import Citation, number_order

Steps = tuple[tuple[str, str], ...]
_CONTAINERS = frozenset({"section", "subsection", "chapter", "subchapter"})
_HOLDERS = _CONTAINERS | {"part"}
# Below an article these have no address of their own: they are paragraphs of a text.
_PARAGRAPHS = frozenset({"part", "paragraph", "sentence"})
_LADDER = ("point", "subpoint", "item", "subitem", "subsubitem")
# Most citations hold nothing else, and stay as they are.
_ORDINARY = frozenset({"article", "point", "subpoint", "item", "list", "row"})
_ROMAN = re.compile(r"[IVXLC]+")
_QUOTED = re.compile(r"[«“\"](?P<title>[^»”\"]+)[»”\"]")
_DATED = re.compile(r"\d{4}|№|\bN\s?\d")
_INSERTED = re.compile(rf"(\d+)[{HYPHENS}](\d+)")


class Contents:
    """What an act holds, by citation; indexed when it is first asked."""

    def __init__(self, act: Act) -> None:
        self._act = act

    @cached_property
    def _index(self) -> tuple[dict[Steps, Element], dict[Steps, Steps]]:
        """The elements that are not repealed, the first of each number; and for each citation the
        sections and chapters around it.
        """
        found: dict[Steps, Element] = {}
        around: dict[Steps, Steps] = {}

        def walk(elements: Sequence[Element], holders: Steps) -> None:
            for element in elements:
                kind, steps = element.kind, _plain(element.citation.steps)
                around.setdefault(steps, holders)
                if not element.repealed and kind != "preamble":
                    found.setdefault(steps, element)
                if element.children:
                    below = (*holders, *steps[-1:]) if kind in _HOLDERS else holders
                    walk(element.children, below)

        walk(self._act.body, ())
        return found, around

    @property
    def _elements(self) -> dict[Steps, Element]:
        return self._index[0]

    @cached_property
    def _children(self) -> dict[tuple[Steps, str], list[str]]:
        """The numbers of each level below each element, in the act's own order."""
        numbers: dict[tuple[Steps, str], list[str]] = {}
        for steps in self._elements:
            if steps:
                level, number = steps[-1]
                numbers.setdefault((steps[:-1], level), []).append(number)
        return numbers

    def around(self, steps: Steps) -> Steps:
        """The sections and chapters that hold an element, though it is cited without them."""
        return self._index[1].get(steps, ())

    def holds(self, steps: Steps) -> bool:
        """Is there an element with this citation, its number not repealed?"""
        return steps in self._elements

    @cached_property
    def _composed(self) -> dict[str, Steps]:
        """Points by the number that they bear in by-laws, 2.8 in article II, whether the act has it
        as 2.8 or as 8; none that two have.
        """
        found: dict[str, list[Steps]] = {}
        for steps in self._elements:
            if len(steps) > 1 and steps[-1][0] == "point" and steps[-2][0] == "article":
                article, point = steps[-2][1], steps[-1][1]
                if "." in point:
                    found.setdefault(point, []).append(steps)
                elif _ROMAN.fullmatch(article):  # "статья 15.1" is no point of article 15
                    found.setdefault(f"{roman(article)}.{point}", []).append(steps)
        return {number: one[0] for number, one in found.items() if len(one) == 1}

    def composed(self, number: str) -> Steps:
        """The citation of a point that is called "Section 2.8", empty where there is none."""
        return self._composed.get(number, ())

    def address(self, steps: Steps) -> str:
        """The address of an element that the act holds, "" otherwise."""
        element = self._elements.get(steps)
        return element.citation.address if element is not None else ""

    def paragraphs(self, steps: Steps) -> int:
        """How many unnumbered paragraphs the element itself has."""
        element = self._elements.get(steps)
        return len(element.lead) + len(element.closing) if element is not None else 0

    def beside(self, steps: Steps, by: int) -> str | None:
        """The number `by` places after the last one of `steps`, in the act's own order."""
        *above, (level, number) = steps
        numbers = self._children.get((tuple(above), level), [])
        if number not in numbers:
            return None
        place = numbers.index(number) + by
        return numbers[place] if 0 <= place < len(numbers) else None

    def within(self, above: Steps, level: str, first: str, last: str) -> list[str]:
        """The numbers from `first` to `last` that the act holds there."""
        low, high = number_order(first), number_order(last)
        numbers = self._children.get((above, level), [])
        return [n for n in numbers if low <= number_order(n) <= high]


@dataclass(frozen=True)
class Register:
    """Acts by their titles and other names: a reference to a name is one to the act.

    `acts`: key -> contents; `names`: folded name -> key. `titles`: acts that are known by their
    names only; `loaded`: id of such an act -> language -> key, where its contents are at hand.
    """

    acts: Mapping[str, Contents]
    names: Mapping[str, str]
    titles: Titles = NO_TITLES
    loaded: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        acts: Iterable[tuple[str, Contents]],
        names: Iterable[tuple[str, str, str]],
        titles: Titles = NO_TITLES,
        loaded: Mapping[str, Mapping[str, str]] | None = None,
    ) -> Register:
        """From (key, contents) and (name, language, key); a name of two acts means neither."""
        keys: dict[str, set[str]] = {}
        for name, language, key in names:
            keys.setdefault(folded(name, language), set()).add(key)
        sure = {n: min(found) for n, found in keys.items() if len(found) == 1}
        return cls(dict(acts), sure, titles, loaded or {})

    def key(self, name: str, language: str) -> str | None:
        """The act that a name means, None if the register does not know it.

        A title in quotes is enough, unless a date or a number stands beside it: two laws may bear
        one title.
        """
        found = self.names.get(folded(name, language))
        if found is None and (quoted := _QUOTED.search(name)) and not _DATED.search(name):
            found = self.names.get(folded(quoted.group("title"), language))
        return found

    def known(self, name: str, language: str, own_key: str) -> tuple[str, str | None]:
        """The id of the act in the register of titles ("" if it is in none), and its key."""
        key = self.key(name, language)
        meant = self.titles.meant(name, language)
        if key is not None:  # an act at hand has this very name
            ids = [id_ for id_, keys in self.loaded.items() if key in keys.values()]
            return (ids[0] if len(ids) == 1 else ""), key
        if len(meant) != 1 or meant[0].id not in self.loaded:
            # Of acts with one name the one at hand: an older law names the older constitution.
            any_time = self.titles.meant(name, language, replaced=True)
            meant = [e for e in any_time if e.id in self.loaded] or meant
        if len(meant) != 1:
            return "", None
        keys = self.loaded.get(meant[0].id, {})
        if own_key in keys.values():
            return meant[0].id, own_key
        return meant[0].id, keys.get(language) or min(keys.values(), default=None)


EMPTY = Register({}, {})


def resolved(
    references: Sequence[Reference],
    own: Contents | None,
    here: Citation,
    register: Register = EMPTY,
    language: str = "",
    own_key: str = "",
) -> list[Reference]:
    """The references with `resolved` and `target` filled in.

    `own`: contents of the act that the text stands in, `here` where in it (empty steps where that
    is not known). A named act that is the own one (`own_key`) becomes "this".
    """
    return [_resolved(r, own, _plain(here.steps), register, language, own_key) for r in references]


def _resolved(
    reference: Reference,
    own: Contents | None,
    here: Steps,
    register: Register,
    language: str,
    own_key: str,
) -> Reference:
    if reference.act != THIS:
        act_id, key = register.known(reference.act, language, own_key)
        reference = replace(reference, act_id=act_id) if act_id else reference
        if key is None:
            return reference
        if key != own_key:
            return _looked_up(reference, register.acts[key], ())
        reference = replace(reference, act=THIS)
    return reference if own is None else _looked_up(reference, own, here)


def _looked_up(reference: Reference, contents: Contents, here: Steps) -> Reference:
    reference = _hyphen_settled(reference, contents, here)
    steps = _complete(_plain(reference.path.steps), contents, here)
    if steps is None:
        return reference
    numbered, paragraphs = _parted(steps)
    if not numbered:
        return reference
    targets, whole = _targets(numbered, contents)
    if not targets and (inner := _this_composed(reference, here)):
        targets, whole = _expanded(inner, contents)
    if not targets or not whole:
        known = bool(targets) or not numbered[:-1] or contents.holds(numbered[:1])
        status = Resolved.NO if known or contents.address(numbered[:1]) == "" else Resolved.UNKNOWN
        return replace(
            reference, resolved=status, target=tuple(contents.address(t) for t in targets)
        )
    status = Resolved.YES
    if paragraphs and not _has_paragraph(paragraphs, contents, targets[0]):
        status = Resolved.UNKNOWN
    return replace(reference, resolved=status, target=tuple(contents.address(t) for t in targets))


def _complete(steps: Steps, contents: Contents, here: Steps) -> Steps | None:
    """The steps with "this" and what is not said filled in from where the text stands."""
    place = {**dict(contents.around(here)), **dict(here)}
    if not steps:
        return None
    first = steps[0][0]
    above: Steps = ()
    if first not in ("article", "annex", *_CONTAINERS) and not contents.holds(steps[:1]):
        above = _above(here, first)
        if not above and not here:
            return None
    out: list[tuple[str, str]] = list(above)
    for level, number in steps:
        if number == THIS:
            if level not in place and level not in _PARAGRAPHS:
                return None
            out = [*_above(here, level), (level, place.get(level, ""))]
            continue
        if number in (PREVIOUS, NEXT):
            base = (*_above(here, level), (level, place.get(level, "")))
            beside = contents.beside(base, 1 if number == NEXT else -1)
            if beside is None:
                return None
            out = [*_above(here, level), (level, beside)]
            continue
        out.append((level, number))
    return tuple(out)


def _above(here: Steps, level: str) -> Steps:
    names = [name for name, _ in here]
    if level in names:
        return here[: names.index(level)]
    order = ("annex", "article", "point", "list", "subpoint", "item")
    if level in _PARAGRAPHS:
        return here
    if level not in order:
        return ()
    return tuple(s for s in here if s[0] in order and order.index(s[0]) < order.index(level))


def _parted(steps: Steps) -> tuple[Steps, Steps]:
    """Numbered steps, and the unnumbered paragraphs below an article or a point."""
    levels = [level for level, _ in steps]
    inner = "article" in levels or "point" in levels or "subpoint" in levels
    numbered = tuple(s for s in steps if not (inner and s[0] in _PARAGRAPHS or s[0] == "sentence"))
    numbered = tuple(s for s in numbered if s[0] != "paragraph")
    return numbered, tuple(s for s in steps if s not in numbered)


def _targets(steps: Steps, contents: Contents) -> tuple[list[Steps], bool]:
    """The citations that are meant, and whether each end of a range is there."""
    ways = [steps]
    levels = [level for level, _ in steps]
    if "article" in levels:
        ways.append(steps[levels.index("article") :])
        ways += _of_one_number(steps[levels.index("article") :])
        ways += _by_composed(steps[levels.index("article") :], contents)
    for way in ways:
        found, whole = _expanded(way, contents)
        if found:
            return found, whole
    return [], False


def _this_composed(reference: Reference, here: Steps) -> Steps:
    """Subsection (e) of this Section, said in point 7.1 of article VII; empty where it is not."""
    (level, number), *below = reference.path.steps
    points = [n for n, step in enumerate(here) if step[0] == "point" and "." in step[1]]
    if (level, number) != ("article", THIS) or not points:
        return ()
    if any(level not in _LADDER[:-1] for level, _ in below):
        return ()
    deeper = tuple((_LADDER[_LADDER.index(level) + 1], number) for level, number in below)
    return (*here[: points[0] + 1], *deeper)


def _of_one_number(steps: Steps) -> list[Steps]:
    """Article 10.3 that is no paragraph of article 10, but an article with this number."""
    (_, article), *below = steps
    if not below or below[0][0] != "point" or not (article + below[0][1]).isdigit():
        return []
    number, further = f"{article}.{below[0][1]}", below[1:]
    higher = [
        (_LADDER[_LADDER.index(level) - 1], n) for level, n in further if level in _LADDER[1:]
    ]
    return [(("article", number), *rest) for rest in (further, higher)]


def _by_composed(steps: Steps, contents: Contents) -> list[Steps]:
    """Section 2.8(a) and subsection (a) of Section 2.8, where 2.8 is a point of article II."""
    point = contents.composed(steps[0][1]) if "." in steps[0][1] else ()
    if not point:
        return []
    below = steps[1:]
    if any(level not in _LADDER[:-1] for level, _ in below):
        return [(*point, *below)]
    deeper = tuple((_LADDER[_LADDER.index(level) + 1], number) for level, number in below)
    return [(*point, *below), (*point, *deeper)]


def _expanded(steps: Steps, contents: Contents) -> tuple[list[Steps], bool]:
    found: list[Steps] = [()]
    whole = True
    for level, number in steps:
        first, is_range, last = number.partition("..")
        following: list[Steps] = []
        for above in found:
            if is_range:
                numbers = contents.within(above, level, first, last)
                whole = whole and first in numbers and last in numbers
                following += [(*above, (level, n)) for n in numbers]
            elif contents.holds((*above, (level, number))):
                following.append((*above, (level, number)))
            elif contents.holds((*above, ("list", "2"), (level, number))):
                following.append((*above, ("list", "2"), (level, number)))
        found = following
    return found, whole


def _has_paragraph(paragraphs: Steps, contents: Contents, at: Steps) -> bool:
    number = paragraphs[0][1]
    return number.isdigit() and 1 <= int(number) <= contents.paragraphs(at)


def _hyphen_settled(reference: Reference, contents: Contents, here: Steps) -> Reference:
    """ "12-15" that was read as a range is one number where the act has one, and the other way."""
    steps = reference.path.steps
    for n, (level, number) in enumerate(steps):
        other = _other_reading(number)
        if other is None:
            continue
        changed = Citation((*steps[:n], (level, other), *steps[n + 1 :]))
        if _exists(reference.path, contents, here) or not _exists(changed, contents, here):
            continue
        return replace(reference, path=changed, confidence=max(reference.confidence, 0.95))
    return reference


def _other_reading(number: str) -> str | None:
    first, is_range, last = number.partition("..")
    if is_range:
        return f"{first}-{last}" if first.isdigit() and last.isdigit() else None
    inserted = _INSERTED.fullmatch(number)
    if inserted and int(inserted[2]) > int(inserted[1]):
        return f"{inserted[1]}..{inserted[2]}"
    return None


def _exists(path: Citation, contents: Contents, here: Steps) -> bool:
    steps = _complete(_plain(path.steps), contents, here)
    if steps is None:
        return False
    found, whole = _targets(_parted(steps)[0], contents)
    return bool(found) and whole


def _plain(steps: Steps) -> Steps:
    """Containers by Arabic numbers, so that "раздел 2" finds "Раздел II"."""
    for level, _ in steps:
        if level not in _ORDINARY:
            break
    else:
        return steps
    return tuple(
        (level, str(roman(number)))
        if (level in _CONTAINERS or level in ("part", "annex")) and _ROMAN.fullmatch(number)
        else (level, number)
        for level, number in steps
        if level not in ("heading", "occurrence")
    )
