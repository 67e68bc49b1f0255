"""Claims held against what is known: what fits, and where nothing does, what would.

The first that fits ends the search; whatever can be read so that it fits raises no alarm. Only then
come the causes of a misfit, from the surest to the vaguest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from zhargy.referendum.claims.arithmetic import Slip, slip_between
from zhargy.referendum.claims.claim import Checked, Claim, Reckoning, Source, Verdict
from zhargy.referendum.claims.known import BASES, USUAL_BASE, WHOLE, Known, Share, Version
from zhargy.referendum.claims.quantity import Bound, Fit
from zhargy.referendum.claims.sums import with_sums

# Fewer digits than these may fall together with another figure by chance.
_DIGITS_OF_A_LABEL, _DIGITS_OF_A_SLIP, _DIGITS_UNNAMED = 4, 3, 6
_MAIN = ("roll", "voted", "yes", "no", "both", "invalid")


def check(claims: Sequence[Claim], known: Known) -> list[Checked]:
    """Every claim with its verdict, in order; sums of claims that stand together are looked at too."""
    main, score = _main_vote(claims, known)
    checked = [_Case(claim, known, main, score > 0).checked() for claim in claims]
    return with_sums(checked, known)


def _main_vote(claims: Sequence[Claim], known: Known) -> tuple[str, int]:
    """The vote that the whole text is about: the one whose figures fit best, or the one named; and
    how many fit."""
    if not known.votes:
        return "", 0
    named = Counter(day for claim in claims for day in claim.votes if day != "?")
    scores = {
        vote.day: (
            sum(_Case(replace(c, votes=(vote.day,)), known, vote.day).fits for c in claims),
            named[vote.day],
            vote.day,
        )
        for vote in known.votes
    }
    best = max(scores, key=lambda day: scores[day])
    return best, scores[best][0]


@dataclass(frozen=True, slots=True)
class _Found:
    """Something that a claim can be held against."""

    figure: str
    base: str
    value: Fraction
    part: Version
    share: Share | None = None

    @property
    def rank(self) -> int:
        return self.share.rank if self.share else self.part.rank


class _Case:
    """One claim and what is known of it."""

    def __init__(self, claim: Claim, known: Known, main: str, supported: bool = True) -> None:
        self.claim, self.known, self.main, self.supported = claim, known, main, supported
        self.quantity = claim.quantity

    @property
    def days(self) -> list[str]:
        """The votes that the claim can be about, the likeliest first."""
        if self.claim.votes:
            return [day for day in self.claim.votes if day != "?"]
        others = [vote.day for vote in self.known.votes if vote.day != self.main]
        return [self.main, *others] if self.main else others

    @property
    def sure(self) -> Fraction:
        """How sure it is what the claim says."""
        if self.claim.certain:
            return Fraction(1)
        if not self.claim.labels:
            return Fraction(1, 2)
        doubt = Fraction(len(self.claim.labels) - 1, 10)
        return max(
            Fraction(9, 10) - doubt - (0 if self.claim.votes else Fraction(1, 20)), Fraction(1, 2)
        )

    @property
    def _telling_digits(self) -> int:
        """Digits that it takes to say that a number belongs to another figure."""
        if self.quantity.share:
            return _DIGITS_OF_A_LABEL - 1
        sure = len(self.claim.labels) == 1 and self.quantity.whole is not None
        return 2 if sure else _DIGITS_OF_A_LABEL

    @property
    def _guessed(self) -> bool:
        """Is even the likeliest name only guessed?"""
        return bool(self.claim.labels) and self.claim.labels[0].cost > 0

    @property
    def fits(self) -> bool:
        exact = self.quantity.places >= 3
        return exact and self._fitting(self.days[:1], self._named_figures(), old=True) is not None

    def checked(self) -> Checked:
        claim = self.claim
        if claim.place is None or (claim.votes and not self.days) or not self.known.votes:
            return Checked(claim, Verdict.UNKNOWN, claim.figure, claim.base)
        figures = self._named_figures()
        if not figures:
            return self._unnamed()
        if found := self._fitting(self.days, figures, old=False):
            return self._fits(found)
        if printed := self._printed(figures):
            return printed
        if self._elsewhere():
            return Checked(claim, Verdict.UNKNOWN, figures[0], claim.base)
        return self._misfit(figures)

    # -- what fits --------------------------------------------------------------------------------

    def _named_figures(self) -> list[str]:
        named = [label.figure for label in self.claim.labels]
        if self.quantity.share:
            named = [figure for figure in named if figure in USUAL_BASE]
        # Where both marked are valid, the press still calls for and against together the valid ones.
        if "valid" in named:
            named.append("counted")
        # A figure is no share of itself: "among those who voted, 73 %" says nothing of turnout.
        if self.quantity.share and self.claim.base and len(named) > 1:
            named = [figure for figure in named if figure != self.claim.base] or named
        return named

    def _bases(self, figure: str) -> list[str]:
        """The bases that the words leave open."""
        usual = USUAL_BASE.get(figure, "")
        if self.claim.base == "valid":
            return ["valid", "counted"]
        if self.claim.base:
            return [self.claim.base] if self.claim.base != figure else [usual] if usual else []
        return [usual] if usual else []

    def _candidates(self, day: str, figure: str) -> Iterator[_Found]:
        place = self.claim.place or WHOLE
        if not self.quantity.share:
            for version in self.known.versions(day, place, figure):
                yield _Found(figure, "", Fraction(version.value), version)
            return
        for base in self._bases(figure):
            for share in self.known.shares(day, place, figure, base):
                yield _Found(figure, base, share.value, share.part, share)

    def _fitting(self, days: Sequence[str], figures: Sequence[str], old: bool) -> _Found | None:
        """What the claim agrees with: the version that counts today, or one that it names itself."""
        for day in days:
            for figure in figures:
                for found in self._candidates(day, figure):
                    if self.quantity.fit(found.value) and (old or self._counts(found)):
                        return found
        return None

    def _counts(self, found: _Found) -> bool:
        """Is this the version that the claim may give?"""
        if found.rank == 0:
            return True
        stages = {found.part.result.stage} | (
            {found.share.whole.result.stage} if found.share else set()
        )
        coherent = not found.share or found.share.part.result is found.share.whole.result
        if self.claim.stage == "preliminary" and "preliminary" in stages:
            return coherent or found.figure != "roll"
        if self.claim.stage == "turnout" and stages <= {"turnout", "roll"}:
            return coherent
        if found.figure == "received" or found.figure == "roll" and self.claim.dated:
            return coherent
        # A rounded figure that an older version would give as well tells them not apart.
        return False

    def _fits(self, found: _Found) -> Checked:
        return self._told(Verdict.FITS, found, ())

    def _printed(self, figures: Sequence[str]) -> Checked | None:
        """A percentage that a source printed for a place or an hour."""
        if not self.quantity.share:
            return None
        for day in self.days:
            for one in self.known.vote(day).printed:
                if one.place != (self.claim.place or WHOLE) or one.figure not in figures:
                    continue
                if self.claim.base not in ("", one.base):
                    continue
                if (one.place != WHOLE or self.claim.stage == "turnout") and self.quantity.fit(
                    one.value
                ):
                    source = Source(day, one.place, "turnout", one.as_of, one.source)
                    return Checked(
                        self.claim, Verdict.FITS, one.figure, one.base, one.figure, one.base,
                        one.value, source, (), self.sure,
                    )  # fmt: skip
        return None

    def _elsewhere(self) -> bool:
        """A figure of an hour or a place for which nothing is known that could contradict it."""
        figures = set(self._named_figures())
        if self.claim.stage == "turnout" and figures & {"voted", "received", "roll"}:
            return self._cause(self._named_figures()) is None
        place = self.claim.place or WHOLE
        return not any(self._has(day, place, figures) for day in self.days)

    def _has(self, day: str, place: str, figures: set[str]) -> bool:
        return any(self.known.versions(day, place, figure) for figure in figures)

    # -- what does not ----------------------------------------------------------------------------

    def _misfit(self, figures: Sequence[str]) -> Checked:
        if cause := self._cause(figures):
            return cause
        first = next(
            (
                found
                for day in self.days
                for figure in figures
                for found in self._candidates(day, figure)
            ),
            None,
        )
        if first is None or not self._plausible(first) or self._of_another_vote(figures):
            return Checked(self.claim, Verdict.UNKNOWN, figures[0], self.claim.base)
        plain = self.quantity.bound in (Bound.PLAIN, Bound.ABOUT)
        verdict = Verdict.DIFFERS if plain else Verdict.BOUND
        return self._told(verdict, first, (_reckoned(self.claim, first),))

    def _of_another_vote(self, figures: Sequence[str]) -> bool:
        """May the number be of a vote for which the record holds no such figure?"""
        place = self.claim.place or WHOLE
        return not (self.claim.votes or self.supported) and not all(
            self._has(day, place, set(figures)) for day in self.days
        )

    def _plausible(self, found: _Found) -> bool:
        """Is the number of a size that the figure could have, so that the name was read rightly?"""
        if self.claim.certain:
            return True
        label = self.claim.labels[0]
        if label.cost > 0 or len(self.claim.labels) > 2:
            return False
        if self.quantity.share:
            return True
        if found.value == 0 or self.quantity.value == 0:
            return self.claim.people
        ratio = self.quantity.value / found.value
        near = Fraction(1, 20) < ratio < 20
        return near and (self.claim.people or self.quantity.value >= 1000)

    def _cause(self, figures: Sequence[str]) -> Checked | None:
        for search in (
            self._impossible,
            self._old,
            self._other_base,
            self._other_vote_or_label,
            self._rounding,
            self._slip,
            self._slip_of_another,
        ):
            if found := search(figures):
                return found
        return None

    def _impossible(self, figures: Sequence[str]) -> Checked | None:
        claim, quantity = self.claim, self.quantity
        if quantity.share and quantity.value > 1 and figures[0] in USUAL_BASE:
            slip = self._slip(figures)
            told = (Reckoning("claim-above-whole", {"said": claim.words}),)
            if slip:
                return replace(slip, verdict=Verdict.IMPOSSIBLE, reckoning=(*told, *slip.reckoning))
            return Checked(
                claim, Verdict.IMPOSSIBLE, figures[0], claim.base, reckoning=told,
                confidence=self.sure,
            )  # fmt: skip
        return None

    def _old(self, figures: Sequence[str]) -> Checked | None:
        """An earlier version: a roll of another day, a preliminary result, turnout at closing."""
        if self.quantity.places < 3:
            return None
        found = self._fitting(self.days, figures, old=True)
        if found is None:
            return None
        return self._told(Verdict.VERSION, found, (_superseded(self, found),))

    def _other_base(self, figures: Sequence[str]) -> Checked | None:
        if not self.quantity.share or self.quantity.places < 2 or self._guessed:
            return None
        place = self.claim.place or WHOLE
        for day in self.days:
            for figure in figures:
                for base in BASES:
                    if base == figure or base in self._bases(figure):
                        continue
                    for share in self.known.shares(day, place, figure, base):
                        if self.quantity.fit(share.value) and share.rank == 0:
                            found = _Found(figure, base, share.value, share.part, share)
                            return self._told(Verdict.BASE, found, (_reckoned(self.claim, found),))
        return None

    def _other_vote_or_label(self, figures: Sequence[str]) -> Checked | None:
        if self.quantity.places < self._telling_digits or self._guessed:
            return None
        for day in self.days:
            for found in self._all_figures(day, set(figures)):
                if self.quantity.fit(found.value):
                    return self._told(Verdict.LABEL, found, (_reckoned(self.claim, found),))
        for vote in self.known.votes:
            if vote.day in self.days:
                continue
            for figure in figures:
                for found in self._candidates(vote.day, figure):
                    if self.quantity.fit(found.value):
                        return self._told(Verdict.VOTE, found, (_reckoned(self.claim, found),))
        return None

    def _all_figures(self, day: str, without: set[str]) -> Iterator[_Found]:
        """Every other figure of the vote, and every share of its usual base."""
        place = self.claim.place or WHOLE
        names = [*_MAIN, *(n for n in self.known.figures(day, place) if n not in _MAIN)]
        for figure in names:
            if figure in without:
                continue
            if not self.quantity.share:
                for version in self.known.versions(day, place, figure):
                    yield _Found(figure, "", Fraction(version.value), version)
            elif figure in USUAL_BASE:
                base = USUAL_BASE[figure]
                for share in self.known.shares(day, place, figure, base):
                    yield _Found(figure, base, share.value, share.part, share)

    def _rounding(self, figures: Sequence[str]) -> Checked | None:
        """One off in the last place that was written."""
        quantity = self.quantity
        step = quantity.step if quantity.share else quantity.loose_step
        if step == 1 or quantity.places < 2 or quantity.bound not in (Bound.PLAIN, Bound.ABOUT):
            return None
        for day in self.days[:1]:
            for figure in figures:
                for found in self._candidates(day, figure):
                    if found.rank == 0 and abs(found.value - quantity.value) < step * Fraction(
                        3, 2
                    ):
                        return self._told(Verdict.ROUNDING, found, (_reckoned(self.claim, found),))
        return None

    def _slip(self, figures: Sequence[str]) -> Checked | None:
        for day in self.days[: 1 if not self.claim.votes else None]:
            for figure in figures:
                for found in self._candidates(day, figure):
                    slip = slip_between(self.quantity, found.value, _DIGITS_OF_A_SLIP)
                    if slip:
                        return self._told(Verdict.DIGIT, found, (_slipped(self, found, slip),))
        return None

    def _slip_of_another(self, figures: Sequence[str]) -> Checked | None:
        """A long number that misses another figure by one digit: two faults, or a name misread."""
        whole = self.quantity.whole
        if whole is None or len(str(whole)) < _DIGITS_UNNAMED:
            return None
        for day in self.days[:1]:
            for found in self._all_figures(day, set(figures)):
                slip = slip_between(self.quantity, found.value, _DIGITS_UNNAMED)
                if found.figure in _MAIN and slip and slip is not Slip.SCALE:
                    return self._told(Verdict.DIGIT, found, (_slipped(self, found, slip),))
        return None

    # -- a number that nobody names ---------------------------------------------------------------

    def _unnamed(self) -> Checked:
        """A number without a name fits a figure that it equals; a near miss of a long one is told."""
        place = self.claim.place or WHOLE
        quiet = Checked(self.claim, Verdict.UNKNOWN)
        if self.quantity.places < 4 or self.claim.outside:
            return quiet
        for day in self.days:
            for found in self._all_figures(day, set()):
                if self.quantity.fit(found.value):
                    return self._told(Verdict.FITS, found, ())
        whole = self.quantity.whole
        if whole is None or not self.claim.people or len(str(whole)) < _DIGITS_UNNAMED:
            return quiet
        for day in self.days:
            for figure in _MAIN:
                for version in self.known.versions(day, place, figure):
                    found = _Found(figure, "", Fraction(version.value), version)
                    slip = slip_between(self.quantity, found.value, _DIGITS_UNNAMED)
                    if slip and slip is not Slip.SCALE:
                        return self._told(Verdict.DIGIT, found, (_slipped(self, found, slip),))
        return quiet

    # -- telling ----------------------------------------------------------------------------------

    def _told(self, verdict: Verdict, found: _Found, reckoning: tuple[Reckoning, ...]) -> Checked:
        result = found.part.result
        if found.share and found.share.whole.rank > found.share.part.rank:
            result = found.share.whole.result
        day = next(v.day for v in self.known.votes if any(r is result for r in v.results))
        source = Source(day, result.place, result.stage, result.as_of, result.source)
        named = self._named_figures()
        value: int | Fraction = found.value if found.share else int(found.value)
        if not reckoning and found.share:
            reckoning = (_reckoned(self.claim, found),)
        if verdict is Verdict.FITS and self.quantity.fit(found.value) is Fit.CUT:
            reckoning = (*reckoning, Reckoning("claim-cut", {"said": self.claim.words}))
        return Checked(
            self.claim,
            verdict,
            found.figure if found.figure in named or not named else named[0],
            (self.claim.base or (found.base if verdict is Verdict.FITS else ""))
            if self.quantity.share
            else "",
            found.figure,
            found.base,
            value,
            source,
            reckoning,
            self.sure,
        )


def _reckoned(claim: Claim, found: _Found) -> Reckoning:
    if found.share is None:
        difference = claim.quantity.value - found.value
        return Reckoning(
            "claim-count",
            {
                "figure": found.figure,
                "value": int(found.value),
                "difference": _signed(difference),
            },
        )
    return Reckoning(
        "claim-share",
        {
            "figure": found.figure,
            "part": found.share.part.value,
            "base": found.base,
            "whole": found.share.whole.value,
            "share": found.value,
        },
    )


def _superseded(case: _Case, found: _Found) -> Reckoning:
    """The earlier version that fits, beside the one that counts."""
    claim = case.claim
    day = next(
        vote.day
        for vote in case.known.votes
        if any(found.part.result is result for result in vote.results)
    )
    if found.share:
        now = next(case.known.shares(day, claim.place or WHOLE, found.figure, found.base))
        return Reckoning(
            "claim-old-share",
            {
                "part": found.share.part.value,
                "whole": found.share.whole.value,
                "share": found.value,
                "now_part": now.part.value,
                "now_whole": now.whole.value,
                "now_share": now.value,
            },
        )
    now_version = case.known.versions(day, claim.place or WHOLE, found.figure)[0]
    return Reckoning(
        "claim-old",
        {
            "figure": found.figure,
            "value": int(found.value),
            "now": now_version.value,
            "difference": _signed(found.value - now_version.value),
        },
    )


def _slipped(case: _Case, found: _Found, slip: Slip) -> Reckoning:
    return Reckoning(
        f"claim-slip-{slip.value}",
        {
            "said": case.claim.words,
            "figure": found.figure,
            "value": found.value if found.share else int(found.value),
        },
    )


def _signed(number: Fraction) -> str:
    whole = int(number)
    return f"+{whole}" if whole > 0 else f"−{-whole}" if whole < 0 else "0"
