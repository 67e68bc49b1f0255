"""A number as it was published, with the precision that its writing gives it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class Bound(StrEnum):
    """What the words beside a number make of it."""

    PLAIN = ""
    ABOUT = "about"
    OVER = "over"
    UNDER = "under"
    NEARLY = "nearly"


class Fit(StrEnum):
    """How a true value stands to a published one."""

    EXACT = "exact"
    ROUNDED = "rounded"
    CUT = "cut"
    BOUND = "bound"


# A count written with this many zeros at its end may be a rounded one.
_ROUND_ZEROS = 3


@dataclass(frozen=True, slots=True)
class Quantity:
    """`value`: people, ballots or precincts, or a share (87.15 % is 1743/2000).

    `step`: one in the last place that was written: 1 for 9,127,192, a hundred thousand for "9.1
    million", 1/10000 for "87.15 %".
    """

    value: Fraction
    step: Fraction
    share: bool = False
    bound: Bound = Bound.PLAIN

    @property
    def whole(self) -> int | None:
        """The count, where it was written to the last one."""
        exact = not self.share and self.step == 1 and self.value.denominator == 1
        return int(self.value) if exact else None

    @property
    def places(self) -> int:
        """Significant digits that were written, zeros at the end of a count left out."""
        digits = str(int(self.value / self.loose_step)).lstrip("0")
        return len(digits)

    @property
    def loose_step(self) -> Fraction:
        """One in the last place that is not zero: what "about 900,000" or "nearly 90 %" rounds to.

        >>> Quantity(Fraction(900000), Fraction(1)).loose_step
        Fraction(100000, 1)
        """
        if self.value == 0:
            return self.step
        step = self.step
        while self.value % (step * 10) == 0 and step * 10 <= self.value:
            step *= 10
        return step

    def fit(self, true: Fraction) -> Fit | None:
        """How `true` agrees with what was written; None if it does not.

        Half up and half to even are both good, and so is cutting the further digits off.

        >>> Quantity(Fraction(12_400_000), Fraction(100_000)).fit(Fraction(12_482_613)).value
        'cut'
        """
        if self.value == true:
            return Fit.EXACT
        match self.bound:
            case Bound.OVER:
                return Fit.BOUND if true > self.value else None
            case Bound.UNDER:
                return Fit.BOUND if true < self.value else None
            case Bound.NEARLY:
                near = self.value - self.loose_step <= true <= self.value
                return Fit.BOUND if near else None
            case Bound.ABOUT:
                step = self.loose_step
            case _:
                step = self._plain_step
        if abs(true - self.value) * 2 <= step and step != 1:
            return Fit.ROUNDED
        # A percentage with two decimals is given as exact: 73.11 is not 73.12 with the end cut off.
        if self.share and self.bound is Bound.PLAIN and step < Fraction(1, 1000):
            return None
        return Fit.CUT if self.value <= true < self.value + step and step != 1 else None

    @property
    def _plain_step(self) -> Fraction:
        loose = self.loose_step
        if not self.share and loose >= 10**_ROUND_ZEROS:
            return loose
        return self.step
