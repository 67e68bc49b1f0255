"""The laws of the library once more, slowly and plainly: for each shipped rule a function of plain
fractions, written from the law and not from the rule files. None is "figures missing".

`Vote` holds figures as Fractions and units as (weight, figures). A reading is a keyword.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

Figures = dict[str, int]


@dataclass(frozen=True)
class Vote:
    whole: Figures
    units: Sequence[tuple[Fraction, Figures]] = field(default=())

    def __getitem__(self, name: str) -> Fraction:
        return Fraction(self.whole[name])


def more_than(part: Fraction, share: Fraction, base: Fraction) -> bool:
    return part - share * base > 0


def at_least(part: Fraction, share: Fraction, base: Fraction) -> bool:
    return not (part - share * base < 0)


HALF = Fraction(1, 2)


def took_part(figures: Figures, invalid: bool) -> Fraction:
    counted = Fraction(figures["yes"]) + Fraction(figures["no"]) + Fraction(figures["both"])
    return counted + Fraction(figures["invalid"]) if invalid else counted


def of_participants(*, invalid: bool) -> Callable[[Vote], str]:
    def law(vote: Vote) -> str:
        came = took_part(vote.whole, invalid)
        if not more_than(came, HALF, vote["roll"]):
            return "did not take place"
        return "adopted" if more_than(vote["yes"], HALF, came) else "rejected"

    return law


def two_thirds_of_units(vote: Vote, invalid: bool) -> bool:
    good = 0
    for _, figures in vote.units:
        if more_than(Fraction(figures["yes"]), HALF, took_part(figures, invalid)):
            good += 1
    needed = 0
    while 3 * needed < 2 * len(vote.units):
        needed += 1
    return good >= needed


def with_units(*, invalid: bool, alone: bool) -> Callable[[Vote], str]:
    def law(vote: Vote) -> str:
        came = took_part(vote.whole, invalid)
        if not more_than(came, HALF, vote["roll"]):
            return "did not take place"
        national = alone or more_than(vote["yes"], HALF, came)
        both = national and two_thirds_of_units(vote, invalid)
        return "adopted" if both else "rejected"

    return law


def cast(vote: Vote) -> Fraction:
    """Where a law knows no ballots with both answers."""
    return vote["yes"] + vote["no"] + vote["invalid"]


def quorum_and_participants(quorum: Callable[[Vote], bool], fails: str) -> Callable[[Vote], str]:
    def law(vote: Vote) -> str:
        if not quorum(vote):
            return fails
        return "adopted" if more_than(vote["yes"], HALF, cast(vote)) else "rejected"

    return law


def simple(vote: Vote) -> str:
    return "adopted" if vote["yes"] > vote["no"] else "rejected"


def double(weighted: bool) -> Callable[[Vote], str]:
    def law(vote: Vote) -> str:
        total = good = Fraction(0)
        for weight, figures in vote.units:
            total += weight if weighted else 1
            if figures["yes"] > figures["no"]:
                good += weight if weighted else 1
        return "adopted" if vote["yes"] > vote["no"] and good + good > total else "rejected"

    return law


def italian(vote: Vote) -> str:
    if not more_than(cast(vote), HALF, vote["roll"]):
        return "did not take place"
    return "adopted" if vote["yes"] > vote["no"] else "law stands"


def romanian(vote: Vote) -> str:
    valid = vote["yes"] + vote["no"]
    if not at_least(cast(vote), Fraction(30, 100), vote["roll"]) or not at_least(
        valid, Fraction(25, 100), vote["roll"]
    ):
        return "did not take place"
    return simple(vote)


def montenegrin(vote: Vote) -> str:
    if not more_than(cast(vote), HALF, vote["roll"]):
        return "did not take place"
    return "adopted" if 100 * vote["yes"] >= 55 * (vote["yes"] + vote["no"]) else "rejected"


def approval(share: Fraction, strict: bool = False) -> Callable[[Vote], str]:
    def law(vote: Vote) -> str:
        enough = (more_than if strict else at_least)(vote["yes"], share, vote["roll"])
        return "adopted" if vote["yes"] > vote["no"] and enough else "rejected"

    return law


def rejection(share: Fraction) -> Callable[[Vote], str]:
    def law(vote: Vote) -> str:
        falls = vote["no"] > vote["yes"] and at_least(vote["no"], share, vote["roll"])
        return "rejected" if falls else "law stands"

    return law


def lithuanian(vote: Vote) -> str:
    return "adopted" if 2 * vote["yes"] > vote["roll"] else "rejected"


def half_came(vote: Vote) -> bool:
    return 2 * cast(vote) > vote["roll"]


def thirty_came(vote: Vote) -> bool:
    return 10 * cast(vote) >= 3 * vote["roll"]


def chambers(vote: Vote) -> str:
    for _, figures in vote.units:
        if 3 * figures["yes"] < 2 * figures["members"]:
            return "rejected"
    return "adopted"


def meeting(share: Fraction, *, quorum: bool, strict: bool = False) -> Callable[[Vote], str]:
    """`present` is the room and the video; votes are the tellers' counts, added up."""

    def law(vote: Vote) -> str:
        present = vote["in_room"] + vote["by_video"]
        if quorum and 2 * present <= vote["members"]:
            return "did not take place"
        yes = sum((Fraction(figures["yes"]) for _, figures in vote.units), Fraction(0))
        enough = (more_than if strict else at_least)(yes, share, present)
        return "adopted" if enough else "rejected"

    return law


def dissolution(vote: Vote) -> str:
    yes = sum(figures["yes"] for _, figures in vote.units)
    return "adopted" if 4 * yes >= 3 * vote["members"] else "rejected"


def proxies(*, count: bool) -> Callable[[Vote], str]:
    def law(vote: Vote) -> str:
        present = vote["in_person"] + vote["proxies"]
        if 2 * (present if count else vote["in_person"]) <= vote["members"]:
            return "did not take place"
        return "adopted" if 3 * vote["yes"] >= 2 * present else "rejected"

    return law


PARTICIPANTS = {
    "with-invalid": of_participants(invalid=True),
    "without-invalid": of_participants(invalid=False),
}
UNITS = {
    "on-top": with_units(invalid=True, alone=False),
    "on-top-without-invalid": with_units(invalid=False, alone=False),
    "units-alone": with_units(invalid=True, alone=True),
    "units-alone-without-invalid": with_units(invalid=False, alone=True),
}
HALF_THEN_MOST = quorum_and_participants(half_came, "did not take place")

# Rule -> reading -> the law.
LAWS: dict[str, dict[str, Callable[[Vote], str]]] = {
    "kazakhstan/2023": PARTICIPANTS,
    "kazakhstan/2026": PARTICIPANTS,
    "kazakhstan/2023-amendments": UNITS,
    "kazakhstan/2026-constitution": UNITS,
    "jetiaral/2031": {
        "with-invalid": with_units(invalid=True, alone=False),
        "without-invalid": with_units(invalid=False, alone=False),
    },
    "russia/2020": {"only": quorum_and_participants(lambda _: True, "")},
    "russia/referendum": {"only": HALF_THEN_MOST},
    "uzbekistan/2023": {"only": HALF_THEN_MOST},
    "north-macedonia/consultative": {"only": quorum_and_participants(half_came, "not decided")},
    "kyrgyzstan/2016": {"only": quorum_and_participants(thirty_came, "did not take place")},
    "switzerland/double-majority": {"only": double(weighted=True)},
    "switzerland/optional": {"only": simple},
    "australia/constitution": {"only": double(weighted=False)},
    "italy/abrogative": {"only": italian},
    "italy/constitutional": {"only": simple},
    "ireland/constitution": {"only": simple},
    "chile/constitution": {"only": simple},
    "denmark/constitution": {"only": approval(Fraction(40, 100))},
    "united-kingdom/scotland-1979": {"only": approval(Fraction(40, 100))},
    "colombia/2016": {"only": approval(Fraction(13, 100), strict=True)},
    "denmark/law": {"only": rejection(Fraction(30, 100))},
    "ireland/bill": {"only": rejection(Fraction(1, 3))},
    "lithuania/constitution-half": {"only": lithuanian},
    "romania/2018": {"only": romanian},
    "montenegro/2006": {"only": montenegrin},
    "association/decide": {"only": meeting(HALF, quorum=True, strict=True)},
    "association/amend": {"only": meeting(Fraction(2, 3), quorum=True)},
    "association/amend-repeat": {"only": meeting(Fraction(2, 3), quorum=False)},
    "association/dissolve": {"only": dissolution},
    "association/chambers": {"only": chambers},
    "association/proxies": {
        "proxies-present": proxies(count=True),
        "in-person-only": proxies(count=False),
    },
}
