"""Sentences read into claims: which number is said to be which figure, of what, of which vote.

A sentence is a row of numbers and of phrases that name figures. They are paired in order, without
crossings, at the least cost: words, commas and other numbers between a number and its name cost.
Every name that would do almost as well is kept, so that a doubtful reading raises no alarm.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from zhargy.languages.figures import FIGURE_WORDS
from zhargy.referendum.claims.claim import FIGURES, Claim, Label
from zhargy.referendum.claims.known import WHOLE, Known
from zhargy.referendum.claims.numbers import (
    Day,
    Number,
    any_of,
    blanked,
    bound_of,
    days_in,
    numbers_in,
    plain_of,
)
from zhargy.referendum.claims.quantity import Quantity

# What one sentence may hold; a longer one is read in pieces, so that the time stays linear.
_MOST_NUMBERS = 24
_MOST_LETTERS = 1200


def _all(name: str) -> str:
    return any_of(*(getattr(words, name) for words in FIGURE_WORDS))


def _phrases(table: str) -> re.Pattern[str]:
    named = []
    for figure in FIGURES:
        said = any_of(*(getattr(words, table).get(figure, ()) for words in FIGURE_WORDS))
        if said:
            named.append(rf"(?P<{figure}>{said})")
    return re.compile(rf"(?<!\w)(?:{'|'.join(named)})(?!\w)")


def _one(figure: str, table: str) -> re.Pattern[str]:
    said = any_of(*(getattr(words, table).get(figure, ()) for words in FIGURE_WORDS))
    return re.compile(rf"(?<!\w)(?:{said})(?!\w)")


_CUES = {
    figure: _one(figure, "figures")
    for figure in FIGURES
    if any(words.figures.get(figure) for words in FIGURE_WORDS)
}
_WEAK = {"voted": _one("voted", "weak")}
_FAINT = {figure: _one(figure, "faint") for figure in ("voted", "roll")}
_BASES = ("roll", "voted", "valid", "counted")
_BASE_AFTER = {
    base: re.compile(rf"[^\w.,;()]{{0,3}}(?:-?[ыі]?н?\s)?(?:{said})(?!\w)")
    for base in _BASES
    if (said := any_of(*(words.base_after.get(base, ()) for words in FIGURE_WORDS)))
}
_BASE_BEFORE = {
    base: re.compile(rf"(?<!\w)(?:{said})\s?[,—–-]?\s?\Z")
    for base in _BASES
    if (said := any_of(*(words.base_before.get(base, ()) for words in FIGURE_WORDS)))
}
# "От общего числа имеющих право голоса Конституцию поддержали 63,73 %": words between.
_BASE_LOOSE = {
    base: re.compile(
        rf"(?<!\w)(?=от |из числа |среди |of all |of the |of those |among )(?:{said})(?!\w)"
    )
    for base in _BASES
    if (
        said := any_of(
            *(words.base_after.get(base, ()) for words in FIGURE_WORDS),
            *(words.base_before.get(base, ()) for words in FIGURE_WORDS),
        )
    )
}
_PEOPLE = re.compile(rf"(?:{_all('people')})(?!\w)")
_PRECINCTS = re.compile(rf"(?:{_all('precincts')})(?!\w)")
_UNITS = re.compile(rf"(?:{_all('units')})(?!\w)")
_OTHERS = re.compile(rf"(?:{_all('others')})(?!\w)")
_BEFORE = re.compile(rf"(?:^|(?<!\w))(?:{_all('before')})\s?\Z")
_ABROAD = re.compile(rf"(?<!\w)(?:{_all('abroad')})(?!\w)")
_HOME_AND_ABROAD = re.compile(
    rf"(?:\w+ )?(?:и|and|және|мен|пен)(?: \w+){{0,2}} (?:{_all('abroad')})(?!\w)"
)
_PARTS = re.compile(rf"(?<!\w)(?:{_all('part')})(?!\w)")
_WHOLE = re.compile(rf"(?<!\w)(?:{_all('whole')})(?!\w)")
_JOIN = re.compile(rf"(?:{_all('joins')})(?!\w)")
_BREAK = re.compile(rf"(?<!\w)(?:{_all('breaks')})(?!\w)")
_TOTAL = re.compile(rf"(?<!\w)(?:{_all('total')})(?!\w)")
_STAGE = {
    stage: re.compile(
        rf"(?<!\w)(?:{any_of(*(words.stages[stage] for words in FIGURE_WORDS))})(?!\w)"
    )
    for stage in ("preliminary", "final", "turnout")
}
_ASOF = re.compile(rf"(?<!\w)(?:{_all('asof')})(?!\w)")
_CONDITION = re.compile(rf"(?<!\w)(?:{_all('conditions')})(?!\w)")
_ELSEWHERE = re.compile(rf"(?<!\w)(?:{_all('elsewhere')})(?!\w)")
_OUT_OF = re.compile(rf"(?<!\w)(?:{_all('out_of')})\s\Z")
_SUCH = re.compile(rf"(?<!\w)(?:{_all('such')})(?!\w)")
_MEMBERS = re.compile(rf"(?:{_all('members')})(?!\w)")
# What may stand before "of 412 members" where that is a whole and not "the support of".
_OPENS = re.compile(rf"(?:\A|[^\w\s]|\d|(?:{_all('people')}|out))\s*\Z")
_DIFFERENCE = re.compile(rf"(?<!\w)(?:{_all('differences')})(?!\w)[^\d;:.]{{0,60}}\Z")
_FOREIGN = re.compile(rf"(?<!\w)(?:{_all('foreign')})(?!\w)")
_MONEY = re.compile(r"[$€£₽₸]\s?\Z")
_COMPARED = re.compile(
    r"\s*(?:против|vs\.?|versus|қарсы)\s*(?=\d+(?:[.,]\d+)?\s?(?:%|про|пай|per))"
)
_ABBREVIATIONS = frozenset(word for words in FIGURE_WORDS for word in words.abbreviations)
_END = re.compile(r"[.!?…]+[»\"”')]*\s+(?=[«\"“„(—–-]*\s*[\w·])|\n+|;\s*|•|(?<=\s)\|(?=\s)")
_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Cue:
    """A phrase that names a figure; `weak` where it may stand beside another name as well, `faint`
    where it is a mere noun of the trade."""

    span: tuple[int, int]
    figure: str
    weak: bool = False
    faint: bool = False


@dataclass
class _Group:
    """A number, or a count with its percentage: "7,954,667 people (87.15 %)"."""

    numbers: list[Number]
    forced: str = ""
    whole: bool = False
    people: bool = False
    outside: bool = False
    bases: list[str] = field(default_factory=list)

    @property
    def span(self) -> tuple[int, int]:
        return self.numbers[0].span[0], self.numbers[-1].span[1]

    @property
    def shares(self) -> bool:
        return all(number.quantity.share for number in self.numbers)


def claims_in(text: str, known: Known) -> list[Claim]:
    """The numbers of a text that may be figures of a vote, in order."""
    plain = plain_of(text)
    days = days_in(plain)
    bare = blanked(plain, days)
    out: list[Claim] = []
    carried = ""
    for number, (start, end) in enumerate(_sentences(text, bare)):
        sentence = _Sentence(text, plain, bare, start, end, number, known)
        inside = [day for day in days if start <= day.span[0] < end]
        out += sentence.claims(inside, len(out), carried)
        carried = sentence.last_figure or carried
    return _with_stages(out, plain)


def _with_stages(claims: Sequence[Claim], plain: str) -> list[Claim]:
    """What a text says once of all its figures: that they are preliminary, of which hour they are."""
    hours = {claim.sentence for claim in claims if claim.stage == "turnout"}
    preliminary = _STAGE["preliminary"].search(plain) and not _STAGE["final"].search(plain)
    out = []
    for claim in claims:
        stage = claim.stage
        if (
            not stage
            and {claim.sentence - 1, claim.sentence + 1} & hours
            and claim.figure in _OF_THE_DAY
        ):
            stage = "turnout"
        out.append(replace(claim, stage=stage or ("preliminary" if preliminary else "")))
    return out


def _sentences(text: str, bare: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _END.finditer(bare):
        if match.group().startswith("."):
            after = text[match.end() : match.end() + 1]
            word = re.search(r"[\w.]+\Z", bare[max(0, match.start() - 12) : match.start()])
            if not (after.isupper() or after in '«"“„(—–-·' or after.isdigit()):
                continue
            if word and word.group() in _ABBREVIATIONS and not after.isupper():
                continue
        yield from _pieces(bare, start, match.end())
        start = match.end()
    yield from _pieces(bare, start, len(bare))


def _pieces(bare: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > _MOST_LETTERS:
        cut = bare.rfind(" ", start + 1, start + _MOST_LETTERS)
        cut = cut if cut > start else start + _MOST_LETTERS
        yield start, cut
        start = cut
    if start < end:
        yield start, end


def claim_of_cell(cell: str, figure: str, place: str | None = WHOLE) -> Claim | None:
    """The number of a cell whose heading names the figure; None where there is none."""
    plain = plain_of(cell)
    number = next(numbers_in(blanked(plain, [])), None)
    if number is None:
        return None
    bound = bound_of(plain, number)
    quantity = replace(number.quantity, bound=bound)
    return Claim(cell, number.span, quantity, (Label(figure),), place=place, certain=True)


class _Sentence:
    """One sentence on its way to claims."""

    def __init__(
        self, text: str, plain: str, bare: str, start: int, end: int, number: int, known: Known
    ) -> None:
        self.text, self.plain, self.number, self.known = text, plain, number, known
        self.start = start
        self.bare = bare[start:end]
        self.said = plain[start:end]
        self.consumed: list[tuple[int, int]] = []
        self.last_figure = ""
        self.weak_roll = False
        self._places: list[tuple[int, int, str]] | None = None

    def claims(self, days: Sequence[Day], first_group: int, carried: str) -> list[Claim]:
        """The claims; `carried`: the figure that the sentence before named last."""
        groups = self._groups()
        cues = self._cues()
        self.last_figure = cues[-1].figure if cues else ""
        self.weak_roll = any(cue.weak and cue.figure == "roll" for cue in cues)
        if not groups:
            return []
        labels = [paired for at in range(0, len(groups), _MOST_NUMBERS)
                  for paired in self._paired(groups[at : at + _MOST_NUMBERS], cues)]  # fmt: skip
        if carried and not cues and _SUCH.search(self.bare):
            labels = [[Label(carried, _CARRIED)] for _ in groups]
        return [
            claim
            for index, (group, named) in enumerate(zip(groups, labels, strict=True))
            for claim in self._claims_of(group, named, days, groups, first_group + index)
        ]

    # -- numbers ----------------------------------------------------------------------------------

    def _groups(self) -> list[_Group]:
        groups: list[_Group] = []
        for number in numbers_in(self.bare):
            made = self._group(number)
            if made is None:
                continue
            last = groups[-1] if groups else None
            if last and self._belong(last, made):
                last.numbers.append(number)
                base = next((base for base in (*made.bases, *last.bases) if base), "")
                last.bases = [base, base]
                last.people |= made.people
            else:
                groups.append(made)
        return groups

    def _group(self, number: Number) -> _Group | None:
        start, end = number.span
        before = self.bare[max(0, start - 30) : start]
        if _BEFORE.search(before) or _MONEY.search(before):
            return None
        if _DIFFERENCE.search(re.split(r",\s", self.bare[max(0, start - 90) : start])[-1]):
            return None
        group = _Group([number])
        group.bases.append(self._base(start, end, number.quantity.share))
        if number.quantity.share:
            return group
        following = list(_WORDS.finditer(self.bare, end, end + 80))[:3]
        words = []
        at = end
        for word in following:
            if re.search(r"[,;:()—–]|\s-\s", self.bare[at : word.start()]):
                break
            words.append(word)
            at = word.end()
        for place, word in enumerate(words):
            if _PEOPLE.match(self.bare, word.start()) or (
                self.known.small and _MEMBERS.match(self.bare, word.start())
            ):
                group.people = True
                break
            if _PRECINCTS.match(self.bare, word.start()):
                group.forced = "precincts"
                break
            if _UNITS.match(self.bare, word.start()):
                group.forced = "units"
                break
            if place < 2 and _OTHERS.match(self.bare, word.start()):
                return None
        out_of = _OUT_OF.search(before)
        group.whole = bool(out_of and _OPENS.search(before[: out_of.start()])) and not group.forced
        self._abroad(group, words, start)
        return group

    def _abroad(self, group: _Group, words: Sequence[re.Match[str]], start: int) -> None:
        last = words[-1].end() if words else group.span[1]
        around = self.bare[group.span[1] : min(last + 24, len(self.bare))]
        around = re.split(r"[,;:.()—–]|\d", around)[0]
        before = re.split(r"[,;:.()—–]|\d", self.bare[max(0, start - 40) : start])[-1]
        found = _ABROAD.search(around) or _ABROAD.search(before)
        if not found or _HOME_AND_ABROAD.search(around) or _HOME_AND_ABROAD.search(before):
            return
        value = group.numbers[0].quantity.value
        if group.forced == "precincts" or (not group.people and value < 2000):
            group.forced = "abroad"
        else:
            group.outside = True

    def _belong(self, one: _Group, two: _Group) -> bool:
        """A count and its percentage, side by side?"""
        first, second = one.numbers[-1], two.numbers[0]
        if len(one.numbers) > 1 or first.quantity.share == second.quantity.share:
            return False
        gap = self._open(first.span[1], second.span[0])
        if len(gap) > 120 or re.search(r"[;.\n]\s|\)", gap.rstrip(" (")):
            return False
        if any(pattern.search(gap) for pattern in _CUES.values()):
            return False
        if re.fullmatch(r"\s*[\w-]*(?: [\w-]+)?\s*\(\s*(?:\w+ ){0,2}", gap):
            return True
        words = re.sub(
            r"^[\s\w-]*?(?=\s*[,(—–]|\s(?:или|or|немесе|яғни)\s|-(?:or|или)|\s*\Z)", "", gap
        )
        tail = words.strip(" ,(—–-")
        joined = _JOIN.match(tail)
        rest = tail[joined.end() :].strip(" ,(—–-") if joined else tail
        if rest and not _HINTS.fullmatch(rest):
            return False
        return bool(joined) or "(" in words or gap != self.bare[first.span[1] : second.span[0]]

    def _open(self, start: int, end: int) -> str:
        """A stretch of the sentence with the bases of percentages blanked."""
        out = list(self.bare[start:end])
        for first, last in self.consumed:
            for at in range(max(first, start), min(last, end)):
                out[at - start] = " "
        return "".join(out)

    def _base(self, start: int, end: int, share: bool) -> str:
        """Of what a number is said to be a part, by the words right after or right before it."""
        after = self.bare[end : end + 120] if share else ""
        best = [
            (match.end(), base)
            for base, pattern in _BASE_AFTER.items()
            if (match := pattern.match(after))
        ]
        if best:
            length, base = max(best)
            self.consumed.append((end, end + length))
            return base
        before = self.bare[max(0, start - 120) : start]
        found = [
            (match.start(), base, match)
            for base, pattern in _BASE_BEFORE.items()
            if (match := pattern.search(before))
        ]
        if found:
            at, base, match = min(found, key=lambda one: (one[0], one[1]))
            offset = max(0, start - 120)
            self.consumed.append((offset + at, offset + match.end()))
            return base
        return self._loose_base(before, max(0, start - 120)) if share else ""

    def _loose_base(self, before: str, offset: int) -> str:
        """A base with other words, but no number, between it and its percentage."""
        clause = re.split(r"[;:—–]|\d", before)[-1]
        at = offset + len(before) - len(clause)
        for base, pattern in _BASE_LOOSE.items():
            if match := pattern.search(clause):
                self.consumed.append((at + match.start(), at + match.end()))
                return base
        return ""

    # -- names ------------------------------------------------------------------------------------

    def _cues(self) -> list[Cue]:
        """The phrases that name figures, those of one figure in a row as one, bases left out."""
        taken = sorted(self.consumed)
        found = [
            Cue(match.span(), figure)
            for figure, pattern in _CUES.items()
            for match in pattern.finditer(self.bare)
        ]
        found += [
            Cue(match.span(), figure, True, faint)
            for table, faint in ((_WEAK, False), (_FAINT, True))
            for figure, pattern in table.items()
            for match in pattern.finditer(self.bare)
        ]
        ends = {end + 1 for _, end in taken}
        found = [
            cue
            for cue in found
            if not _begins_in(cue.span, taken) and not (cue.weak and cue.span[0] in ends)
        ]
        found = [cue for cue in found if not self._compares(cue)]
        found.sort(key=lambda cue: (cue.span[0], cue.weak, -cue.span[1]))
        chosen: list[Cue] = []
        for cue in found:
            if chosen and cue.span[0] < chosen[-1].span[1]:
                if cue.weak or not chosen[-1].weak:
                    continue
                chosen.pop()
            chosen.append(cue)
        return self._merged([cue for cue in chosen if not self._drowned(cue, chosen)])

    def _compares(self, cue: Cue) -> bool:
        """ "73,12 % против 68,05 % в 2022 году" names no votes against."""
        return cue.figure == "no" and bool(
            re.search(r"(?:%|процент\w*|пайыз\w*)\s*\Z", self.bare[: cue.span[0]])
            and _COMPARED.match(self.bare, cue.span[0])
        )

    def _drowned(self, cue: Cue, cues: Sequence[Cue]) -> bool:
        """A weak name, or a valid that is only said of ballots not counted, beside a strong one."""
        near = [
            other
            for other in cues
            if other is not cue and not other.weak and self._same_breath(cue.span, other.span)
        ]
        if cue.weak:
            return bool(near)
        if cue.figure == "valid":
            return any(
                other.figure == "both" and self._digitless(cue.span, other.span) for other in cues
            )
        if cue.figure == "invalid":
            return False
        # "не учитываются" of a ballot that is named invalid, "приняли участие" beside за.
        return cue.figure == "both" and any(
            other.figure == "invalid" and self._digitless(cue.span, other.span)
            and self._same_breath(cue.span, other.span)
            for other in near
        )  # fmt: skip

    def _between(self, one: tuple[int, int], two: tuple[int, int]) -> str:
        first, second = sorted((one, two))
        return self.bare[first[1] : second[0]]

    def _same_breath(self, one: tuple[int, int], two: tuple[int, int]) -> bool:
        gap = self._between(one, two)
        return not re.search(r"[,;:.()—–\d]", gap) and not _BREAK.search(gap)

    def _digitless(self, one: tuple[int, int], two: tuple[int, int]) -> bool:
        return not re.search(r"[\d]", self._between(one, two))

    def _merged(self, cues: Sequence[Cue]) -> list[Cue]:
        """Phrases of one figure with no number between them are one phrase."""
        out: list[Cue] = []
        for cue in cues:
            last = out[-1] if out else None
            if (
                last and last.figure == cue.figure and self._digitless(last.span, cue.span)
                and not re.search(r";", self._between(last.span, cue.span))
            ):  # fmt: skip
                span = (last.span[0], cue.span[1])
                weak, faint = last.weak and cue.weak, last.faint and cue.faint
                out[-1] = Cue(span, cue.figure, weak, faint)
            else:
                out.append(cue)
        return out

    # -- pairs ------------------------------------------------------------------------------------

    def _paired(self, groups: Sequence[_Group], cues: Sequence[Cue]) -> list[list[Label]]:
        """For each group the names it may have, the likeliest first, with what they cost more."""
        if groups and cues:
            low, high = groups[0].span[0] - 300, groups[-1].span[1] + 300
            cues = [cue for cue in cues if low <= cue.span[0] <= high][: 3 * _MOST_NUMBERS]
        return _pairs(
            [[self._cost(group, cue) for cue in cues] for group in groups],
            [_SKIP_WEAK if cue.weak else _SKIP for cue in cues],
            [cue.figure for cue in cues],
            [int(cue.faint) for cue in cues],
            [group.shares if len(group.numbers) == 1 else None for group in groups],
        )

    def _cost(self, group: _Group, cue: Cue) -> int:
        if group.forced:
            return _NEVER
        start, end = group.span
        if cue.span[0] < end and start < cue.span[1]:
            # A name between a count and its percentage, or around the number.
            return 2 + (10 if cue.weak else 0)
        after = cue.span[0] >= end
        gap = self.bare[end : cue.span[0]] if after else self.bare[cue.span[1] : start]
        cost = 2 * len(_WORDS.findall(gap))
        cost = min(cost, 24)
        cost += 12 * gap.count(",") + 8 * len(_BREAK.findall(gap))
        cost += 30 * len(re.findall(r"[;•|\n]|\.\s", gap))
        cost += 24 * len(re.findall(r"(?<![\d])\d[\d ,.]*", gap))
        cost += 8 * (gap.count("(") + gap.count(")"))
        dashes = len(re.findall(r"[—–:]|\s-\s", gap))
        if dashes:
            cost += (
                -4
                if re.fullmatch(r"[\s\w»\"”']{0,40}\s*(?:[—–:]|-)\s*[\w\s]{0,12}", gap)
                else 6 * dashes
            )
        if after:
            cost += 2
        return cost + (10 if cue.weak else 0)

    # -- claims -----------------------------------------------------------------------------------

    def _claims_of(
        self, group: _Group, labels: Sequence[Label], days: Sequence[Day],
        groups: Sequence[_Group], index: int,
    ) -> Iterator[Claim]:  # fmt: skip
        segment = self._segment(group.span)
        head = self.bare[: groups[0].span[0]]
        around = self.said[segment[0] : segment[1]]
        if _FOREIGN.search(self.said):
            return
        votes = self._votes(days, segment, groups)
        place = self._place(group, segment)
        if group.forced:
            labels = [Label(group.forced)]
        elif group.whole:
            labels = [*(label for label in labels if label.figure in ("roll", "voted"))]
            labels += [
                Label(f, 2) for f in ("roll", "voted") if f not in {n.figure for n in labels}
            ]
        elif labels and labels[0].figure == "roll" and self.weak_roll and not group.shares:
            # "9,127,192 voters" may be those who came as well as those who might.
            labels = [*labels, *([] if len(labels) > 1 else [Label("voted", 2)])]
        for number, base in zip(group.numbers, group.bases, strict=True):
            quantity = number.quantity
            bound = bound_of(self.bare, number)
            quantity = Quantity(quantity.value, quantity.step, quantity.share, bound)
            if _is_threshold(quantity) and _CONDITION.search(self.said):
                continue
            doubtful = not labels or (labels[0].cost > 0 and len(labels) > 1)
            if doubtful and not (group.people or group.forced) and _is_small(quantity):
                continue
            start, end = number.span
            yield Claim(
                self.text,
                (self.start + start, self.start + end),
                quantity,
                tuple(labels),
                base,
                votes,
                None if group.outside else place,
                self._stage(around, head),
                bool(_ASOF.search(self.said)) or bool(_dated(days)),
                group.people,
                index,
                self.number,
                bool(_TOTAL.search(around)),
                outside=group.outside,
            )

    def _segment(self, span: tuple[int, int]) -> tuple[int, int]:
        """The part of the sentence around a number, between commas and brackets."""
        start = max((m.end() for m in re.finditer(r"[,;:(—–]\s", self.bare[: span[0]])), default=0)
        after = re.compile(r"[,;:]\s|\)|\s[—–]\s").search(self.bare, span[1])
        return start, after.start() if after else len(self.bare)

    def _stage(self, around: str, head: str) -> str:
        for stage in ("turnout", "preliminary", "final"):
            if (
                _STAGE[stage].search(around)
                or _STAGE[stage].search(head)
                or (stage == "turnout" and _STAGE[stage].search(self.said))
            ):
                return stage
        return "preliminary" if _STAGE["preliminary"].search(self.said) else ""

    def _votes(
        self, days: Sequence[Day], segment: tuple[int, int], groups: Sequence[_Group]
    ) -> tuple[str, ...]:
        """The votes that the words name for this number: "?" is one that nobody knows here."""
        years = [(day.span[0] - self.start, day) for day in days if day.year]
        if not years:
            return ()
        inside = [day for at, day in years if segment[0] <= at < segment[1]]
        before = [day for at, day in years if at < groups[0].span[0]]
        named = inside or (before if len({day.year for _, day in years}) == 1 else [])
        found = [vote for day in named for vote in self._votes_on(day)]
        if named and not found:
            return ("?",) if inside else ()
        return tuple(dict.fromkeys(found))

    def _votes_on(self, day: Day) -> Iterator[str]:
        for vote in self.known.votes:
            if int(vote.day[:4]) == day.year:
                yield vote.day

    def _place(self, group: _Group, segment: tuple[int, int]) -> str | None:
        """The place that the words around a number name; None for one that nobody knows here."""
        found = self._named_place(*segment)
        if found is None:
            found = self._named_place(max(0, group.span[0] - 160), group.span[0])
        if found is not None:
            return found
        around = self.said[slice(*segment)]
        if _ELSEWHERE.search(self.said):
            return None
        if _WHOLE.search(around) or group.forced:
            return WHOLE
        return None if _PARTS.search(around) else WHOLE

    def _named_place(self, start: int, end: int) -> str | None:
        """The place that a stretch of the sentence names last; a name has a capital letter."""
        named = [one for one in self._names_of_places() if start <= one[0] and one[1] <= end]
        return max(named)[2] if named else None

    def _names_of_places(self) -> list[tuple[int, int, str]]:
        """The names of places in the sentence; a name inside a longer one is none."""
        if self._places is None:
            found = [
                (*match.span(), code)
                for pattern, code in place_patterns(self.known)
                for match in pattern.finditer(self.said)
                if self.text[self.start + match.start()].isupper()
            ]
            longest: list[tuple[int, int, str]] = []
            for one in sorted(found, key=lambda one: (one[0], -one[1], one[2])):
                if not longest or one[1] > longest[-1][1]:
                    longest.append(one)
            self._places = longest
        return self._places


def place_patterns(known: Known) -> list[tuple[re.Pattern[str], str]]:
    """The names of places as patterns, inflected; made once for each set of votes."""
    cached = _PATTERNS.get(id(known))
    if cached is None or cached[0] is not known:
        made = [
            (_place_pattern(name), WHOLE if place.whole else place.code)
            for place in known.places
            for name in place.names
        ]
        _PATTERNS.clear()
        _PATTERNS[id(known)] = cached = (known, made)
    return cached[1]


_PATTERNS: dict[int, tuple[Known, list[tuple[re.Pattern[str], str]]]] = {}


_ENDING = re.compile(r"(?:[аыи][яйе]|[оыи]й|ое|[аьяй])\Z")


def _place_pattern(name: str) -> re.Pattern[str]:
    """A name with any ending: "Абайская область" finds "в Абайской области"."""
    words = []
    for word in plain_of(name).split():
        kazakh = re.search("[әғқңөұүһі]", plain_of(name))
        stem = word if kazakh or len(word) < 5 else _ENDING.sub("", word)
        words.append(re.escape(stem) + r"[\w']*")
    return re.compile(r"(?<!\w)" + r"[\s-]".join(words))


def _dated(days: Sequence[Day]) -> bool:
    """Does the sentence give a day without a year ("на 12 февраля")?"""
    return any(day.month and not day.year for day in days)


def _begins_in(span: tuple[int, int], spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= span[0] < end for start, end in spans)


_HINTS = re.compile(
    rf"(?:{_all('over')}|{_all('nearly')}|{_all('about')}|{_all('under')}|на|на долю|by)\Z"
)


_SMALL = 1000
_CARRIED = 5
_OF_THE_DAY = frozenset({"voted", "received", "roll"})


def _is_small(quantity: Quantity) -> bool:
    return not quantity.share and quantity.value < _SMALL


def _is_threshold(quantity: Quantity) -> bool:
    return quantity.share and quantity.value in _THRESHOLDS


# Shares of which a rule speaks; beside words of a condition they are no result.
_THRESHOLDS = frozenset(
    Fraction(*share)
    for share in ((1, 2), (1, 3), (2, 3), (1, 4), (3, 4), (2, 5), (3, 10), (1, 100))
)
_SKIP, _SKIP_WEAK, _UNNAMED, _NEVER, _MARGIN = 6, 1, 40, 10_000, 9


def _pairs(
    costs: Sequence[Sequence[int]],
    skips: Sequence[int],
    figures: Sequence[str],
    faint: Sequence[int],
    kinds: Sequence[bool | None],
) -> list[list[Label]]:
    """The cheapest pairing in order of groups and names, and for each group all that come near.
    What is said faintly costs one more, so that no label is sure by it.

    A name may serve a count and a share that stand next to each other. `kinds`: a share (True), a
    count (False), or both (None).
    """
    groups, cues = len(costs), len(skips)
    forward = _table(costs, skips, kinds)
    backward = _table([row[::-1] for row in costs[::-1]], list(skips[::-1]), list(kinds[::-1]))
    best = forward[groups][cues]
    out: list[list[Label]] = []
    for g in range(groups):
        found: dict[str, int] = {}
        for c in range(cues):
            if costs[g][c] >= _NEVER:
                continue
            total = forward[g][c] + costs[g][c] + backward[groups - g - 1][cues - c - 1]
            for other in (g - 1, g + 1):
                if 0 <= other < groups and {kinds[g], kinds[other]} == {True, False}:
                    first, last = min(g, other), max(g, other)
                    total = min(
                        total,
                        forward[first][c] + costs[g][c] + costs[other][c] - 20
                        + backward[groups - last - 1][cues - c - 1],
                    )  # fmt: skip
            more = max(0, total - best) + faint[c]
            if more <= _MARGIN and more < found.get(figures[c], _NEVER):
                found[figures[c]] = more
        out.append(
            [Label(f, cost) for f, cost in sorted(found.items(), key=lambda i: (i[1], i[0]))]
        )
    return out


def _table(
    costs: Sequence[Sequence[int]], skips: Sequence[int], kinds: Sequence[bool | None]
) -> list[list[int]]:
    groups, cues = len(costs), len(skips)
    table = [[0] * (cues + 1) for _ in range(groups + 1)]
    for g in range(groups + 1):
        for c in range(cues + 1):
            if not g and not c:
                continue
            ways = []
            if g:
                ways.append(table[g - 1][c] + _UNNAMED)
            if c:
                ways.append(table[g][c - 1] + skips[c - 1])
            if g and c:
                ways.append(table[g - 1][c - 1] + costs[g - 1][c - 1])
            if g > 1 and c and {kinds[g - 1], kinds[g - 2]} == {True, False}:
                both = costs[g - 1][c - 1] + costs[g - 2][c - 1]
                # The nearer number stands between the other one and the name.
                ways.append(table[g - 2][c - 1] + both - 20)
            table[g][c] = min(ways)
    return table


def figure_named(words: str) -> str:
    """The one figure that some words name, "" for none or several."""
    strong = {figure for figure, pattern in _CUES.items() if pattern.search(words)}
    strong |= {"precincts"} if _PRECINCTS.search(words) else set()
    weak = {
        figure
        for table in (_WEAK, _FAINT)
        for figure, pattern in table.items()
        if pattern.search(words)
    }
    named = strong or weak
    return named.pop() if len(named) == 1 else ""
