"""Writes the sample referendum of Jetiaral, the same bytes at every run:

    python tests/referendum/sample_of_jetiaral.py examples/jetiaral

Only `random()` is drawn from, and only the four operations are used on fractions, so that another
version of Python or another machine writes the same. First comes what the precincts really counted
(the final protocols); the preliminary ones, the observers' copies and the faulty ones are made of
these by naming what went wrong, and each such thing is listed in expected/referendum.toml.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import random
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

LINES = (
    "roll", "added", "removed", "certificates", "delivered", "received", "home", "early",
    "spoiled", "unused", "boxes", "voted", "yes", "no", "both", "invalid", "complaints",
)  # fmt: skip
SHOWN = ("roll", "received", "voted", "yes", "no", "both", "invalid")
COUNTRY = "JA"
CAPITAL_SINCE = "2031-01-01"
RENAMED_ON = "2031-04-01"
ROLLS = {"2031-03-01": 411_936, "2031-06-16": 412_103, "2031-07-05": 412_480}
Figures = dict[str, int]


@dataclass(frozen=True)
class Unit:
    """A unit and what life is like there: `support` is the share of "yes" among yes and no."""

    code: str
    names: tuple[str, str, str]
    tile: str
    roll: int
    precincts: int
    turnout: float
    support: float
    commissions: tuple[tuple[str, str, str], ...]
    special: dict[str, int]


def _names(text: str) -> tuple[tuple[str, str, str], ...]:
    """ "kk/ru/en" of each place."""
    return tuple((kk, ru, en) for kk, ru, en in (word.split("/") for word in text.split()))


UNITS = (
    Unit("JA-AK", ("Ақжар қаласы", "Город Акжар", "City of Akzhar"), "2 3", 118_000, 260, .60, .635,
         _names("Орталық/Центр/Centre Айлақ/Гавань/Harbour Солтүстік/Север/North Оңтүстік/Юг/South "
                "Шамшырақ/Маяк/Lighthouse Бақтар/Сады/Gardens"),
         {"hospital": 5, "military": 1, "prison": 1, "ship": 2}),
    Unit("JA-AL", ("Алтынтөбе аралы", "Остров Алтынтобе", "Island of Altyntobe"), "1 2", 58_000, 180, .69, .71,
         _names("Алтынқайраң/Алтынкайран/Altynkairan Төбеалды/Тобеалды/Tobealdy "
                "Қызылүйік/Кызылуйик/Kyzyluiik Кенбұлақ/Кенбулак/Kenbulak "
                "Ақшоқат/Акшокат/Akshokat Саздыкөл/Саздыколь/Sazdykol"),
         {"hospital": 2, "military": 1}),
    Unit("JA-BA", ("Балықты аралы", "Остров Балыкты", "Island of Balykty"), "3 4", 29_000, 105, .67, .42,
         _names("Торауыл/Торауыл/Torauyl Жаңаайлақ/Жанаайлак/Zhanaailak "
                "Қармақты/Кармакты/Karmakty Тұзкөл/Тузколь/Tuzkol"),
         {"hospital": 1, "ship": 5}),
    Unit("JA-KA", ("Қамысты аралы", "Остров Камысты", "Island of Kamysty"), "3 1", 38_000, 125, .66, .65,
         _names("Қамысқала/Камыскала/Kamyskala Құрақты/Куракты/Kurakty Көлжиек/Кольжиек/Kolzhiek "
                "Аққутұмсық/Аккутумсык/Akkutumsyk"),
         {"hospital": 1, "prison": 1}),
    Unit("JA-SA", ("Сарыжағал аралы", "Остров Сарыжагал", "Island of Saryzhagal"), "3 3", 46_000, 150, .63, .565,
         _names("Жағалау/Жагалау/Zhagalau Құмтабан/Кумтабан/Kumtaban Сарықайың/Сарыкаин/Sarykaiyn "
                "Бұғазауыл/Бугазауыл/Bugazauyl Ескіқала/Ескикала/Eskikala"),
         {"hospital": 2, "military": 2, "ship": 2}),
    Unit("JA-SH", ("Шағалалы аралы", "Остров Шагалалы", "Island of Shagalaly"), "4 5", 8_500, 36, .74, .68,
         _names("Құсұя/Кусуя/Kusuya Желқайыр/Желкаир/Zhelkair"),
         {"hospital": 1, "ship": 2}),
    Unit("JA-TO", ("Тоғызтас аралы", "Остров Тогызтас", "Island of Togyztas"), "4 2", 15_500, 62, .68, .505,
         _names("Үшбұрыш/Ушбурыш/Ushburysh Жартас/Жартас/Zhartas Алыстау/Алыстау/Alystau"),
         {"hospital": 1, "ship": 1}),
    Unit("JA-UL", ("Үлкенарал аралы", "Остров Улькенарал", "Island of Ulkenaral"), "2 2", 96_000, 270, .65, .66,
         _names("Бозқайрақ/Бозкайрак/Bozkairak Көкжиде/Кокжиде/Kokzhide "
                "Ұзынқайраң/Узынкайран/Uzynkairan Жарқұдық/Жаркудык/Zharkudyk "
                "Тасөткел/Тасоткель/Tasotkel Кеңқолтық/Кенколтык/Kenkoltyk "
                "Қосмұнара/Космунара/Kosmunara Тереңсай/Теренсай/Terensai"),
         {"hospital": 3, "military": 4, "prison": 1}),
)  # fmt: skip
ABROAD, ABROAD_ROLL = 12, 3_480
ZONES = ("+01:00", "+02:00", "+03:00", "+03:00", "+04:00", "+05:00", "+06:00", "+08:00", "+08:00", "+09:00", "+02:00", "-04:00")  # fmt: skip
SHIPS = _names(
    "Шапағат/Шапагат/Shapagat Самал/Самал/Samal Бүркіт/Буркит/Burkit Сұңқар/Сункар/Sunkar "
    "Толқын/Толкын/Tolkyn Арна/Арна/Arna Балауса/Балауса/Balausa Ертөстік/Ертостик/Yertostik "
    "Айсұлу/Айсулу/Aisulu Жалын/Жалын/Zhalyn Қалқан/Калкан/Kalkan Ақтолқын/Актолкын/Aktolkyn"
)
SPECIAL = {
    "hospital": ("{}-аурухана", "Больница {}", "Hospital {}"),
    "military": ("{}-әскери бөлім", "Воинская часть {}", "Military unit {}"),
    "prison": ("{}-түзеу мекемесі", "Исправительное учреждение {}", "Correctional institution {}"),
    "abroad": ("Шетелдегі {}-учаске", "Участок за рубежом {}", "Precinct abroad {}"),
    "ordinary": ("{}-учаске", "Участок {}", "Precinct {}"),
}
ROLL_OF = {"hospital": (70, 230), "military": (170, 420), "prison": (130, 310), "ship": (62, 140)}
TURNOUT_OF = {"hospital": 0.93, "military": 0.965, "prison": 0.90, "ship": 0.94, "abroad": 0.46}
SUPPORT_OF = {"hospital": 0.06, "military": 0.17, "prison": 0.12, "ship": 0.02}
# Quantiles of a log-normal size with sigma .55, as multiples of the median.
SIZES = ((0, .28), (.02, .323), (.1, .494), (.25, .69), (.5, 1), (.75, 1.449), (.9, 2.023), (.98, 3.09), (1, 4.2))  # fmt: skip
HOURS = {10: 0.262, 12: 0.508, 14: 0.702, 16: 0.861, 18: 0.954, 20: 0.993}


@dataclass
class Precinct:
    """A precinct and what it really counted."""

    code: str
    unit: str
    commission: str
    type: str
    names: tuple[str, str, str]
    rolls: list[int] = field(default_factory=list)
    figures: Figures = field(default_factory=dict)
    signed: str = ""
    reason: str = ""
    author: str = ""
    taken: bool = False

    @property
    def photo(self) -> str:
        return _digest(f"{self.code}, the signed protocol")


def _digest(words: str) -> str:
    return hashlib.sha256(f"Jetiaral, 6 July 2031: {words}".encode()).hexdigest()


class Chance:
    """Draws that are the same on every machine."""

    def __init__(self, seed: str) -> None:
        self.one = random.Random(seed).random

    def among(self, low: int, high: int) -> int:
        """From `low` to `high`, both included."""
        return low + int(self.one() * (high - low + 1))

    def around(self, spread: float) -> float:
        """Nearly normal, around 0."""
        return spread * (sum(self.one() for _ in range(12)) - 6)

    def of(self, count: int, share: float) -> int:
        """How many of `count` do what each does with this chance."""
        return sum(self.one() < share for _ in range(count))

    def size(self) -> float:
        """A log-normal size, as a multiple of the median."""
        at = self.one()
        for (left, low), (right, high) in pairwise(SIZES):
            if at <= right:
                return low + (high - low) * (at - left) / (right - left)
        return SIZES[-1][1]

    def pick(self, several: Sequence[Precinct]) -> Precinct:
        return several[self.among(0, len(several) - 1)]


def _shared(total: int, weights: Sequence[float]) -> list[int]:
    """`total` by weights, in whole numbers (largest remainders first)."""
    whole = sum(weights)
    parts = [total * weight / whole for weight in weights]
    given = [int(part) for part in parts]
    order = sorted(range(len(parts)), key=lambda n: (given[n] - parts[n], n))
    for n in order[: total - sum(given)]:
        given[n] += 1
    return given


# -- The precincts and their rolls ----------------------------------------------------------------


def _precincts(chance: Chance) -> list[Precinct]:
    found: list[Precinct] = []
    numbers: dict[str, int] = defaultdict(int)
    ships = iter(SHIPS)
    for unit in UNITS:
        short = unit.code[3:]
        kinds = [kind for kind, count in unit.special.items() for _ in range(count)]
        kinds += ["ordinary"] * (unit.precincts - len(kinds))
        # The special precincts stand among the others, in different commissions.
        kinds = [kinds.pop(chance.among(0, len(kinds) - 1)) for _ in range(len(kinds))]
        many = len(unit.commissions)
        for place in range(many):
            mine = kinds[len(kinds) * place // many : len(kinds) * (place + 1) // many]
            for n, kind in enumerate(mine, 1):
                commission = f"{short}-{place + 1}"
                numbers[kind] += 1
                names = _named(kind, numbers[kind], ships)
                found.append(Precinct(f"{commission}-{n:02}", unit.code, commission, kind, names))
        _rolls_of_unit(found[-unit.precincts :], unit.roll, chance)
    for n in range(1, ABROAD + 1):
        found.append(Precinct(f"XX-{n:02}", "", COUNTRY, "abroad", _named("abroad", n, ships)))
    sizes = _shared(ABROAD_ROLL, [0.5 + chance.size() for _ in range(ABROAD)])
    for precinct, roll in zip(found[-ABROAD:], sizes, strict=True):
        precinct.rolls = [roll]
    _earlier_rolls(found, chance)
    return found


def _named(kind: str, number: int, ships: Iterator[tuple[str, str, str]]) -> tuple[str, str, str]:
    if kind == "ship":
        kk, ru, en = next(ships)
        return f"«{kk}» кемесі", f"Судно «{ru}»", f"Ship {en}"
    kk, ru, en = SPECIAL[kind]
    return kk.format(number), ru.format(number), en.format(number)


# Hamlets and a ship so small that a protocol tells how people voted: planted, to be merged.
SMALL = {"AL-6-30": 12, "SH-2-18": 17, "TO-3-20": 9}


def _rolls_of_unit(mine: Sequence[Precinct], total: int, chance: Chance) -> None:
    weights = []
    for precinct in mine:
        weight = chance.size()
        if precinct.code in SMALL:
            assert precinct.type == "ordinary", precinct
            precinct.rolls = [SMALL[precinct.code]]
        elif precinct.type != "ordinary":
            precinct.rolls = [chance.among(*ROLL_OF[precinct.type])]
        weights.append(weight)
    left = [(p, w) for p, w in zip(mine, weights, strict=True) if not p.rolls]
    rest = total - sum(p.rolls[0] for p in mine if p.rolls)
    for (precinct, _), roll in zip(left, _shared(rest, [w for _, w in left]), strict=True):
        precinct.rolls = [roll]


TWICE_LISTED = {"SA-2-03": 97, "SA-2-08": 61, "SA-2-14": 38, "SA-2-21": 18}


def _earlier_rolls(all_of_them: Sequence[Precinct], chance: Chance) -> None:
    """From the last version back: people came of age and moved in, and in one commission people who
    stood on two lists were struck off one."""
    third = sum(p.rolls[0] for p in all_of_them)
    days = list(ROLLS)
    assert third == ROLLS[days[2]], third
    growth = ROLLS[days[2]] - ROLLS[days[1]], ROLLS[days[1]] - ROLLS[days[0]] + sum(TWICE_LISTED.values())  # fmt: skip
    steady = [p for p in all_of_them if p.code not in TWICE_LISTED | SMALL and p.type != "abroad"]
    for more in growth:
        come: dict[str, int] = defaultdict(int)
        while (left := more - sum(come.values())) > 0:
            come[chance.pick(steady).code] += min(left, chance.among(1, 4))
        for precinct in all_of_them:
            precinct.rolls.insert(0, precinct.rolls[0] - come[precinct.code])
    for precinct in all_of_them:
        precinct.rolls[0] += TWICE_LISTED.get(precinct.code, 0)


# -- What was counted -----------------------------------------------------------------------------


def _bounded(share: float) -> float:
    return min(max(share, 0.02), 0.985)


def _count(precincts: Sequence[Precinct], chance: Chance) -> None:
    units = {unit.code: unit for unit in UNITS}
    mood = {p.commission: chance.around(0.025) for p in precincts}
    for precinct in precincts:
        unit = units.get(precinct.unit)
        turnout = TURNOUT_OF.get(precinct.type, unit.turnout if unit else 0.0)
        spread = 0.045 if precinct.type == "ordinary" else 0.012
        support = (unit.support if unit else 0.61) + SUPPORT_OF.get(precinct.type, 0.0)
        support += mood[precinct.commission] + chance.around(0.05)
        far = precinct.unit in ("JA-SH", "JA-TO") and precinct.type == "ordinary"
        precinct.figures = _figures(
            precinct, _bounded(turnout + chance.around(spread)), _bounded(support), far, chance
        )
        precinct.signed = _signed(precinct, chance)


def _figures(precinct: Precinct, turnout: float, support: float, far: bool, chance: Chance) -> Figures:  # fmt: skip
    roll, ordinary = precinct.rolls[-1], precinct.type == "ordinary"
    small = precinct.code in SMALL
    added = 0 if small else chance.of(9 if ordinary else 5, 0.24 if ordinary else 0.1)
    removed = 0 if small else chance.of(6, 0.12)
    received = max(chance.of(roll + added - removed, turnout), 8 if small else 30)
    received = min(received, roll + added - removed - 1)
    reserve = max(10, roll // 100 + 1)
    spoiled = chance.of(received, 0.004)
    carried = chance.of(3, 0.07) if not small else 0
    voted = received - carried
    both, invalid = (0, 0) if small else (chance.of(voted, 0.013), chance.of(voted, 0.012))
    clear = voted - both - invalid
    least = 0 if small else 10
    yes = clear if small else min(max(chance.of(clear, support), least), clear - least)
    if precinct.code == "SH-2-18":
        yes -= 1
    early = chance.of(received, 0.05) if far else 0
    home = chance.of(received - early, 0.035) if ordinary else 0
    return {
        "roll": roll, "added": added, "removed": removed, "certificates": chance.of(added, 0.4),
        "delivered": roll + reserve, "received": received, "home": home, "early": early,
        "spoiled": spoiled, "unused": roll + reserve - received - spoiled, "boxes": voted,
        "voted": voted, "yes": yes, "no": clear - yes, "both": both, "invalid": invalid,
        "complaints": chance.of(2, 0.03 if precinct.unit == "JA-BA" else 0.01),
    }  # fmt: skip


def _signed(precinct: Precinct, chance: Chance) -> str:
    """Counting takes longer where there are more ballots; it begins at 20:00, local time."""
    zone = ZONES[int(precinct.code[-2:]) - 1] if precinct.type == "abroad" else "+05:00"
    minutes = min(38 + precinct.figures["voted"] // 8 + chance.among(0, 45), 239)
    return f"2031-07-06T{20 + minutes // 60}:{minutes % 60:02}{zone}"


def _ballots_again(figures: Figures) -> None:
    """What follows from the others: the unused ballots and the votes that were found."""
    figures["voted"] = sum(figures[name] for name in ("yes", "no", "both", "invalid"))
    figures["unused"] = figures["delivered"] - figures["received"] - figures["spoiled"]


def _close(mine: Sequence[Precinct]) -> None:
    """In one unit the two readings of the law part: yes is at most half of those who took part, and
    more than half of those among them whose ballots were valid."""
    voted, yes, invalid = (sum(p.figures[n] for p in mine) for n in ("voted", "yes", "invalid"))
    change = voted // 2 - invalid // 4 - yes
    able = [p for p in mine if p.type == "ordinary" and p.figures["no"] > 40 < p.figures["yes"]]
    for n in range(abs(change)):
        figures = able[n % len(able)].figures
        figures["yes"] += 1 if change > 0 else -1
        figures["no"] -= 1 if change > 0 else -1


# -- What went wrong ------------------------------------------------------------------------------

# Kinds that an equation of the form (referendum/2031-07-06/form.toml) finds, with its code.
EQUATIONS = {
    "classes-sum": "J1", "voted-not-boxes": "J2", "ballots-account": "J3",
    "received-above-delivered": "J4", "boxes-above-received": "J5", "voted-above-received": "J6",
    "home-above-received": "J7", "certificates-above-added": "J8", "roll-differs": "J9",
    "more-than-roll": "J10", "full-turnout": "J11", "none-voted": "J12", "many-both": "J13",
    "many-invalid": "J14", "many-carried-away": "J15",
}  # fmt: skip
WARNINGS = frozenset(
    "roll-differs more-than-roll full-turnout none-voted many-both many-invalid many-carried-away "
    "swapped-yes-no transposed-digits copies-differ photo-missing photo-malformed "
    "signed-before-closing signed-unreadable signed-on-another-day wrong-commission "
    "totals-do-not-fit swapped-in-sheet few-ballots turnout-falls turnout-above-final".split()
)
READ_WELL = frozenset(("parted-thousands", "totals-row"))


@dataclass(frozen=True)
class Fault:
    """Something planted. `line` is that of the file, counted from 1; `columns` as they are headed."""

    kind: str
    file: str
    precinct: str
    line: int
    columns: tuple[str, ...]
    note: str

    @property
    def severity(self) -> str:
        if self.kind in READ_WELL:
            return "none"
        return "warning" if self.kind in WARNINGS else "error"


@dataclass
class Referendum:
    """All that is written."""

    precincts: list[Precinct]
    chance: Chance
    faults: list[Fault] = field(default_factory=list)
    corrections: list[tuple[str, str, tuple[str, ...], str]] = field(default_factory=list)
    preliminary: dict[str, dict[str, str]] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.by_code = {p.code: p for p in self.precincts}

    def fault(self, kind: str, file: str, precinct: str, line: int, columns: str, note: str) -> None:  # fmt: skip
        self.faults.append(Fault(kind, file, precinct, line, tuple(columns.split()), note))

    def some(self, unit: str, fits: Callable[[Figures], bool] = lambda _: True) -> Precinct:
        """An ordinary precinct in which nothing else was planted."""
        found = [
            p for p in self.precincts
            if unit in ("", p.unit) and p.type == "ordinary" and not p.taken and p.code not in SMALL
            and p.code not in TWICE_LISTED and p.commission not in SUMMED
            and 120 < p.figures["voted"] < 900 and fits(p.figures)
        ]  # fmt: skip
        chosen = self.chance.pick(found)
        chosen.taken = True
        return chosen


# Commissions whose sums are a lesson of their own (protocols/faulty-total-*.csv).
SUMMED = ("SH-1", "TO-1", "TO-2", "KA-1")
ANNULLED, RESTORED, MISSING, LATE = "KA-3-12", "UL-5-09", "SH-1-12", "XX-12"


def _honest(whole: Referendum) -> None:
    """What looks odd in the final protocols and is as it was: a person must look and accept."""

    def odd(kind: str, precinct: Precinct, columns: str, note: str) -> None:
        precinct.taken = True
        for stage in ("preliminary", "final"):
            # The preliminary protocols came without pictures and signatures.
            if columns != "signed" or stage == "final":
                whole.fault(kind, f"protocols/{stage}.csv", precinct.code, 0, columns, note)

    early = {"UL": "13:05", "SA": "12:40", "BA": "15:20"}
    for unit, kind in (("JA-UL", "military"), ("JA-SA", "military"), ("JA-BA", "ship")):
        precinct = next(p for p in whole.precincts if p.unit == unit and p.type == kind)
        f = precinct.figures
        f["received"] = f["boxes"] = f["roll"] + f["added"] - f["removed"]
        f["spoiled"] = 0
        f["yes"] = f["received"] - f["no"] - f["both"] - f["invalid"]
        _ballots_again(f)
        odd(
            "full-turnout",
            precinct,
            "voted roll added removed",
            "a closed precinct: all on the list voted",
        )
        precinct.signed = f"2031-07-06T{early[unit[3:]]}+05:00"
        odd("signed-before-closing", precinct, "signed", "a closed precinct may end when all have voted")  # fmt: skip
    empty = whole.by_code["TO-3-20"]
    for name in LINES:
        if name not in ("roll", "delivered"):
            empty.figures[name] = 0
    empty.figures["unused"] = empty.figures["delivered"]
    odd("none-voted", empty, "voted", "a storm: the nine voters of the lighthouse could not land")
    port = whole.some("JA-AK", lambda f: f["voted"] < 300)
    f = port.figures
    f["received"] = f["boxes"] = f["roll"] + f["added"] + 4
    f["removed"], f["spoiled"] = 0, 0
    f["yes"] = f["received"] - f["no"] - f["both"] - f["invalid"]
    _ballots_again(f)
    odd("more-than-roll", port, "voted roll added", "a ferry was held in the harbour; four who voted by certificate were left off the list of added")  # fmt: skip
    for kind, name in (("many-invalid", "invalid"), ("many-both", "both")):
        precinct = whole.some("JA-BA", lambda f: f["no"] > 110)
        precinct.figures["no"] -= 27
        precinct.figures[name] += 27
        odd(kind, precinct, f"{name} voted", "many spoiled their ballot in protest")
    gone = whole.some("JA-AK", lambda f: 300 < f["voted"] < 600)
    f = gone.figures
    f["boxes"] -= 21
    f["no"] -= 21
    _ballots_again(f)
    for code in SMALL:
        if whole.by_code[code].figures["voted"]:
            whole.fault("few-ballots", "protocols/final.csv", code, 0, "voted", "so few voted that the protocol tells how")  # fmt: skip
    odd("many-carried-away", gone, "boxes received", "twenty-one people carried their ballots away")


Change = Callable[..., object]


def _swap(figures: Figures) -> None:
    figures.update(yes=figures["no"], no=figures["yes"])


def _turn_digits(figures: Figures) -> None:
    hundreds, tens, ones = figures["yes"] // 100, figures["yes"] // 10 % 10, figures["yes"] % 10
    figures["yes"] = 100 * hundreds + 10 * ones + tens


def _together(figures: Figures) -> None:
    """Ballots with both answers marked, put among the invalid."""
    figures.update(invalid=figures["invalid"] + figures["both"], both=0)


def _corrected(whole: Referendum) -> None:
    """The preliminary protocols: what a later look at the paper put right, and why."""
    for precinct in whole.precincts:
        whole.preliminary[precinct.code] = {n: str(precinct.figures[n]) for n in LINES}

    def was(precinct: Precinct, change: Change, kinds: str, columns: str, reason: str, author: str) -> None:  # fmt: skip
        figures = dict(precinct.figures)
        change(figures)
        cells = {n: str(figures[n]) for n in LINES}
        changed = tuple(n for n in LINES if cells[n] != str(precinct.figures[n]))
        whole.preliminary[precinct.code] = cells
        _reasoned(whole, precinct, changed, reason, author)
        for kind in kinds.split():
            whole.fault(kind, "protocols/preliminary.csv", precinct.code, 0, columns, "corrected in the final protocol")  # fmt: skip

    by_phone = "Телефон арқылы 13- және 14-жолдар ауыстырылып айтылған"
    for unit in ("JA-UL", "JA-AL"):
        precinct = whole.some(unit, lambda f: f["yes"] - f["no"] > 60)
        was(precinct, _swap, "swapped-yes-no", "yes no", by_phone, "chair")
    for unit in ("JA-AK", "JA-SA"):
        precinct = whole.some(unit, lambda f: f["yes"] > 100 and abs(f["yes"] % 10 - f["yes"] // 10 % 10) > 2)  # fmt: skip
        was(precinct, _turn_digits, "transposed-digits classes-sum", "yes voted", "Цифры переставлены при наборе, в подлиннике иначе", "operator")  # fmt: skip
    for unit, by in (("JA-UL", 10), ("JA-KA", 100)):
        precinct = whole.some(unit, lambda f: f["no"] > 60)
        was(precinct, lambda f, by=by: f.update(no=f["no"] + by), "classes-sum", "no voted", "Қосу қатесі: «жоқ» дауыстары артық жазылған", "secretary")  # fmt: skip
    for unit in ("JA-AK", "JA-UL"):
        grown = [p for p in whole.precincts if p.unit == unit and p.rolls[1] < p.rolls[2] and p.type == "ordinary" and not p.taken]  # fmt: skip
        precinct = whole.chance.pick(grown)
        precinct.taken = True
        was(precinct, lambda f, old=precinct.rolls[1]: f.update(roll=old), "roll-differs", "roll", "Указано число из списка на 16 июня", "secretary")  # fmt: skip
    for unit, packet in (("JA-AK", 50), ("JA-SA", 50), ("JA-UL", 25)):
        precinct = whole.some(unit, lambda f: f["yes"] > 130 and f["voted"] < 420)
        was(precinct, lambda f, packet=packet: f.update({n: f[n] - packet for n in ("yes", "boxes", "voted")}), "many-carried-away", "boxes received", f"{packet} бюллетеньдік бума алғашқы санақта есептелмей қалған", "chair")  # fmt: skip
    for unit in ("JA-TO", "JA-TO", "JA-SA", "JA-BA", "JA-AL", "JA-KA"):
        precinct = whole.some(unit, lambda f: f["both"] > 2 and f["both"] + f["invalid"] < 15)
        was(precinct, _together, "", "", "Бюллетени с обеими отметками были отнесены к недействительным", "chair")  # fmt: skip
    for unit in ("JA-AL", "JA-SA"):
        precinct = whole.some(unit, lambda f: f["invalid"] > 3)
        was(precinct, lambda f: f.update(yes=f["yes"] + f["invalid"] - 1, invalid=1), "", "", "Комиссия мүшесінің қолы қойылмаған бюллетеньдер жарамсыз деп танылды", "chair")  # fmt: skip
    for kind, unit, column in (
        ("empty-line", "JA-KA", "spoiled"),
        ("letter-in-number", "JA-AL", "no"),
    ):
        precinct = whole.some(unit, lambda f: f["spoiled"] > 0 and "0" in str(f["no"]))
        cells = dict(whole.preliminary[precinct.code])
        cells[column] = "" if kind == "empty-line" else cells[column].replace("0", "O", 1)
        whole.preliminary[precinct.code] = cells
        _reasoned(
            whole, precinct, (column,), "Строка восстановлена по подлиннику протокола", "operator"
        )
        whole.fault(kind, "protocols/preliminary.csv", precinct.code, 0, column, "corrected in the final protocol")  # fmt: skip
    for code in (MISSING, LATE):
        del whole.preliminary[code]


def _reasoned(whole: Referendum, precinct: Precinct, lines: tuple[str, ...], reason: str, role: str) -> None:  # fmt: skip
    precinct.reason, precinct.author = reason, f"{role}-{precinct.commission}"
    whole.corrections.append((precinct.code, precinct.author, lines, reason))


# -- The faulty protocols, for training -----------------------------------------------------------

Cells = dict[str, str]


def _faulty(whole: Referendum) -> None:
    """A third batch: sound protocols, each spoiled in one named way, twice where that makes sense;
    every fourth row is left sound."""
    file = "protocols/faulty.csv"
    heads = ["precinct", "commission", *LINES, "photo", "signed"]
    rows: list[list[str]] = []

    def sound(precinct: Precinct) -> Cells:
        cells = {n: str(precinct.figures[n]) for n in LINES}
        return cells | {"precinct": precinct.code, "commission": precinct.commission, "photo": precinct.photo, "signed": precinct.signed}  # fmt: skip

    def add(cells: Cells) -> int:
        rows.append([cells[name] for name in heads])
        return len(rows) + 1

    def control() -> None:
        if len(rows) % 4 == 3:
            add(sound(whole.some("")))

    def plant(kinds: str, columns: str, note: str, change: Change, fits: Callable[[Figures], bool] = lambda _: True, times: int = 2) -> None:  # fmt: skip
        for _ in range(times):
            control()
            cells = sound(whole.some("", fits))
            change(cells)
            line = add(cells)
            for kind in kinds.split():
                whole.fault(kind, file, cells["precinct"], line, columns, note)

    def more(by: int, *names: str) -> Change:
        return lambda c: c.update({n: str(int(c[n]) + by) for n in names})

    plant("classes-sum", "yes no both invalid voted", "the four classes are one more than the ballots found", more(1, "yes"))  # fmt: skip
    plant("classes-sum", "yes no both invalid voted", "the four classes are ten fewer than the ballots found", more(-10, "no"), lambda f: f["no"] > 30)  # fmt: skip
    plant("voted-not-boxes", "voted boxes", "two ballots of the boxes are nowhere", more(-2, "voted", "yes"))  # fmt: skip
    plant("boxes-above-received voted-not-boxes", "boxes received voted", "more ballots in the boxes than were handed out", lambda c: c.update(boxes=str(int(c["received"]) + 7)))  # fmt: skip

    def stuffed(c: Cells) -> None:
        more(int(c["received"]) + 5 - int(c["voted"]), "yes", "voted", "boxes")(c)

    plant("voted-above-received boxes-above-received", "voted boxes received", "five more votes than ballots handed out; all the rest fits", stuffed)  # fmt: skip

    def more_received(c: Cells) -> None:
        c.update(unused="0", spoiled="0", received=str(int(c["delivered"]) + 3))
        c.update(boxes=c["received"], voted=c["received"])
        c["yes"] = str(int(c["voted"]) - int(c["no"]) - int(c["both"]) - int(c["invalid"]))

    plant("received-above-delivered ballots-account more-than-roll", "received delivered", "more ballots handed out than the commission had", more_received)  # fmt: skip
    plant("ballots-account", "received spoiled unused delivered", "ballots delivered are not those handed out, spoiled and left", more(-4, "unused"), lambda f: f["unused"] > 20)  # fmt: skip
    plant("home-above-received", "home early received", "more voted at home than received a ballot", lambda c: c.update(home=str(int(c["received"]) + 11)))  # fmt: skip
    plant("certificates-above-added", "certificates added", "those with a certificate are entered as added", lambda c: c.update(certificates=str(int(c["added"]) + 3)))  # fmt: skip
    plant("roll-differs", "roll", "not the roll of 5 July", more(-6, "roll"), lambda f: f["voted"] < f["roll"] - 20)  # fmt: skip

    def crowded(c: Cells) -> None:
        c.update(spoiled="0", removed="0")
        c["received"] = c["boxes"] = c["voted"] = str(int(c["roll"]) + int(c["added"]) + 2)
        c["unused"] = str(int(c["delivered"]) - int(c["received"]))
        c["yes"] = str(int(c["voted"]) - int(c["no"]) - int(c["both"]) - int(c["invalid"]))

    plant("more-than-roll", "voted roll added", "two more than the roll with the added", crowded, lambda f: f["added"] < 7)  # fmt: skip

    def everybody(c: Cells) -> None:
        crowded(c)
        more(-2, "received", "boxes", "voted", "yes")(c)
        more(2, "unused")(c)

    plant("full-turnout", "voted roll added removed", "an ordinary precinct in which everybody voted", everybody)  # fmt: skip

    def nobody(c: Cells) -> None:
        c.update(dict.fromkeys(("received", "home", "early", "spoiled", "boxes", "voted", "yes", "no", "both", "invalid"), "0"))  # fmt: skip
        c["unused"] = c["delivered"]

    plant("none-voted", "voted", "nobody voted, and no word why", nobody)

    def into(name: str) -> Change:
        return lambda c: (more(-30, "yes")(c), more(30, name)(c))

    plant("many-both", "both voted", "three in a hundred and more marked both answers", into("both"), lambda f: f["yes"] > 60 and f["voted"] < 700)  # fmt: skip
    plant("many-invalid", "invalid voted", "three in a hundred and more are invalid", into("invalid"), lambda f: f["yes"] > 60 and f["voted"] < 700)  # fmt: skip
    plant("many-carried-away", "boxes received", "many ballots that were handed out are not in the boxes", more(-24, "boxes", "voted", "yes"), lambda f: f["yes"] > 60)  # fmt: skip

    cells_of = {
        "negative": (("no", "-{}"), ("invalid", "−{}")),
        "fraction": (("received", "{},5"), ("roll", "{}.25")),
        "percent": (("yes", "61,4 %"), ("voted", "67%")),
        "letter-in-number": (("yes", "I{}"), ("unused", "{}O"), ("no", "З{}")),
        "placeholder": (("complaints", "–"), ("spoiled", "н/д")),
        "too-long": (("delivered", "1{:013}"),),
        "empty-line": (("voted", ""), ("invalid", "")),
    }
    says = {
        "negative": "a count cannot be below zero", "fraction": "a count is whole",
        "percent": "a share where a count is asked for", "letter-in-number": "a letter that looks like a digit",
        "placeholder": "a sign for nothing where a count is required: zero, or not known?",
        "too-long": "fourteen digits", "empty-line": "a required line is empty",
    }  # fmt: skip
    for kind, several in cells_of.items():
        for column, pattern in several:
            plant(kind, column, says[kind], lambda c, n=column, p=pattern: c.update({n: p.format(int(c[n]))}), times=1)  # fmt: skip
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    arabic = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
    for column, digits in (("yes", wide), ("boxes", wide), ("no", arabic)):
        plant("foreign-digits", column, "digits of another script", lambda c, n=column, d=digits: c.update({n: c[n].translate(d)}), times=1)  # fmt: skip

    def large(f: Figures) -> bool:
        return f["roll"] >= 1_000

    def parted(sign: str) -> Change:
        return lambda c: c.update(roll=f"{int(c['roll']):,}".replace(",", sign), delivered=f"{int(c['delivered']):,}".replace(",", sign))  # fmt: skip

    for sign, words in ((" ", "a space"), ("\u00a0", "a no-break space"), ("\u202f", "a narrow space"), ("’", "an apostrophe")):  # fmt: skip
        plant("parted-thousands", "roll delivered", f"{words} parts the thousands: to be read", parted(sign), large, times=1)  # fmt: skip
    for sign, words in ((",", "a comma"), (".", "a point")):
        plant("doubtful-thousands", "roll delivered", f"{words}: a thousand and more, or one and a bit?", parted(sign), large, times=1)  # fmt: skip

    plant("photo-missing", "photo", "no digest of the picture of the protocol", lambda c: c.update(photo=""))  # fmt: skip
    for shown in ("short", "odd"):
        plant("photo-malformed", "photo", "not 64 hexadecimal digits", lambda c, s=shown: c.update(photo=c["photo"][:40] if s == "short" else "g" + c["photo"][1:]), times=1)  # fmt: skip
    for hour in ("17:30", "19:45"):
        plant("signed-before-closing", "signed", "voting ended at 20:00, and not all had voted", lambda c, h=hour: c.update(signed=f"2031-07-06T{h}+05:00"), times=1)  # fmt: skip
    for text in ("6 шілде, кешке", "2031-07-06T25:10+05:00"):
        plant("signed-unreadable", "signed", "no time", lambda c, t=text: c.update(signed=t), times=1)  # fmt: skip

    def elsewhere(c: Cells) -> None:
        c["commission"] = "UL-1" if not c["commission"].startswith("UL") else "AL-1"

    plant("wrong-commission", "commission", "the precinct belongs to another commission", elsewhere)  # fmt: skip
    for code in ("QQ-1-01", "AK-9-99"):
        cells = sound(whole.some(""))
        cells["precinct"] = code
        whole.fault("unknown-precinct", file, code, add(cells), "precinct", "there is no such precinct")  # fmt: skip
    for other in (0, 2):
        control()
        cells = sound(whole.some("", lambda f: f["yes"] > 60))
        again = dict(cells)
        more(other, "yes")(again)
        more(-other, "no")(again)
        first = add(cells)
        add(sound(whole.some("")))
        second = add(again)
        note = "the same line twice" if not other else "two lines that differ: which is right?"
        for line in (first, second):
            whole.fault("twice", file, cells["precinct"], line, "precinct", note)
    annulled = sound(whole.by_code[ANNULLED])
    whole.fault("annulled-precinct", file, ANNULLED, add(annulled), "precinct", "a protocol of a precinct whose vote was annulled")  # fmt: skip
    for short in (True, False):
        control()
        cells = sound(whole.some(""))
        line = add(cells)
        if short:
            del rows[-1][9]
        else:
            rows[-1].insert(9, "0")
        whole.fault("cells-do-not-fit", file, cells["precinct"], line, "", "a cell too few" if short else "a cell too many")  # fmt: skip
    whole.files[file] = _table(heads, rows)
    _faulty_later(whole)
    _faulty_totals(whole)


def _faulty_later(whole: Referendum) -> None:
    """A later batch of the same stage that changes what stood: why, and who says so?"""
    file, heads = "protocols/faulty-later.csv", ["precinct", *LINES, "reason", "author"]
    earlier = list(csv.DictReader(io.StringIO(whole.files["protocols/faulty.csv"].decode())))
    spoiled = {fault.precinct for fault in whole.faults if fault.file == "protocols/faulty.csv"}
    clean = [row for row in earlier if row["precinct"] not in spoiled][:5]
    says = (("", "chair"), ("", "secretary"), ("Қайта санау", ""), ("Пересчёт", ""), ("Қайта санау: «жоқ» деген бір бюллетень «иә» бумасында жатқан", "chair"))  # fmt: skip
    rows = []
    for row, (reason, role) in zip(clean, says, strict=True):
        figures = [row[n] for n in LINES]
        for name, by in (("yes", -1), ("no", 1)):
            at = LINES.index(name)
            figures[at] = str(int(figures[at]) + by)
        author = f"{role}-{row['commission']}" if role else ""
        rows.append([row["precinct"], *figures, reason, author])
        if not (reason and author):
            kind = "correction-without-" + ("author" if reason else "reason")
            column = "author" if reason else "reason"
            whole.fault(kind, file, row["precinct"], len(rows) + 1, f"yes no {column}", "a change of what stood in protocols/faulty.csv")  # fmt: skip
    whole.files[file] = _table(heads, rows)


def _faulty_totals(whole: Referendum) -> None:
    """Rows of sums inside the data of one commission each: never to be added, and to be checked."""
    heads = ["precinct", *LINES]
    for number, (commission, word, wrong) in enumerate(
        zip(SUMMED, ("Барлығы", "TO-1", "Итого", "Total"), ("", "", "yes", "roll"), strict=True), 1
    ):
        file = f"protocols/faulty-total-{number}.csv"
        mine = [p for p in whole.precincts if p.commission == commission and p.code != ANNULLED]
        rows = [[p.code, *(str(p.figures[n]) for n in LINES)] for p in mine]
        sums = {n: sum(p.figures[n] for p in mine) for n in LINES}
        if wrong == "yes":
            sums["yes"] += 30
        elif wrong == "roll":
            text = str(sums["roll"])
            sums["roll"] = int(text[:-2] + text[-1] + text[-2])
            assert sums["roll"] != int(text), text
        # One of the rows stands in the midst of the others.
        at = 8 if number == 1 else len(rows)
        rows.insert(at, [word, *(str(sums[n]) for n in LINES)])
        whole.files[file] = _table(heads, rows)
        whole.fault("totals-row", file, word, at + 2, "precinct", "a row of sums: not a precinct")  # fmt: skip
        if wrong:
            whole.fault("totals-do-not-fit", file, word, at + 2, wrong, "not the sum of the rows of the table")  # fmt: skip


def _faulty_papers(whole: Referendum) -> None:
    """What only the paper shows: the day of signing, and the sums that a commission wrote down."""
    file, heads = "protocols/faulty-papers.csv", ["precinct", *LINES, "photo", "signed"]
    rows = []
    for signed in ("2031-07-05T21:30+05:00", "", "2031-06-07T22:05+05:00"):
        precinct = whole.some("")
        figures = [str(precinct.figures[n]) for n in LINES]
        rows.append([precinct.code, *figures, precinct.photo, signed or precinct.signed])
        if signed:
            whole.fault("signed-on-another-day", file, precinct.code, len(rows) + 1, "signed", "not signed on the day of the vote or the next")  # fmt: skip
    whole.files[file] = _table(heads, rows)
    file, rows = "protocols/faulty-sheet.csv", []
    for commission, turned in zip(SUMMED, (False, True, False, True), strict=True):
        mine = [p for p in whole.precincts if p.commission == commission]
        sums = {n: sum(p.figures[n] for p in mine) for n in LINES}
        if turned:
            _swap(sums)
            whole.fault("swapped-in-sheet", file, commission, len(rows) + 2, "yes no", "the sheet of the commission has for and against the other way round than its protocols")  # fmt: skip
        rows.append([commission, *(str(sums[n]) for n in LINES)])
    whole.files[file] = _table(["precinct", *LINES], rows)


# -- Observers, events, turnout -------------------------------------------------------------------


def _observers(whole: Referendum) -> None:
    """Copies of protocols that observers hold; most say the same as the paper of the commission."""
    file, heads = "protocols/observers.csv", ["precinct", *LINES, "photo", "signed", "author"]
    recounted = [p for p in whole.precincts if p.reason.startswith("Бюллетени")][:2]
    swapped = [whole.some(unit, lambda f: f["yes"] - f["no"] > 50) for unit in ("JA-UL", "JA-KA")]
    off = [whole.some(unit, lambda f: f["invalid"] > 3) for unit in ("JA-AK", "JA-TO")]
    others = [p for p in whole.precincts if not p.taken and p.type in ("ordinary", "hospital")]
    same = sorted((whole.chance.pick(others) for _ in range(60)), key=lambda p: p.code)
    held = {p.code: p for p in (*recounted, *swapped, *off, *same)}
    rows = []
    for code, precinct in sorted(held.items()):
        f, line = dict(precinct.figures), len(rows) + 2
        if precinct in swapped:
            _swap(f)
            whole.fault("swapped-yes-no", file, code, line, "yes no", "the copy has for and against the other way round")  # fmt: skip
        elif precinct in off:
            f.update(no=f["no"] + 3, invalid=f["invalid"] - 3)
            whole.fault("copies-differ", file, code, line, "no invalid", "three ballots stand in another class")  # fmt: skip
        elif precinct in recounted:
            _together(f)
            whole.fault("copies-differ", file, code, line, "both invalid", "the copy was handed out before the protocol was corrected")  # fmt: skip
        observer = f"observer-{whole.chance.among(1, 24):02}"
        rows.append([code, *(str(f[n]) for n in LINES), _digest(f"{code}, {observer}"), precinct.signed, observer])  # fmt: skip
    whole.files[file] = _table(heads, rows)


def _events(whole: Referendum) -> None:
    rows = [
        [MISSING, "missing", "2031-07-06", "Кемемен байланыс үзілді", "commission-" + whole.by_code[MISSING].commission],
        [LATE, "late", "2031-07-07", "Участок западнее: голосование там закончилось 7 июля в 05:00 по времени столицы", "election-commission"],
        [MISSING, "late", "2031-07-07", "Кеме айлаққа келіп, хаттаманы тапсырды", "commission-" + whole.by_code[MISSING].commission],
        [ANNULLED, "annulled", "2031-07-07", "Көшпелі жәшіктің мөрі бұзылған: нәтижені анықтау мүмкін емес", "election-commission"],
        [RESTORED, "annulled", "2031-07-07", "На протоколе нет печати", "commission-UL-5"],
        [RESTORED, "restored", "2031-07-07", "Печать стоит на подлиннике; решение комиссии UL-5 отменено", "election-commission"],
    ]  # fmt: skip
    whole.files["events.csv"] = _table(["precinct", "event", "day", "reason", "author"], rows)


def _turnout(whole: Referendum, counted: Sequence[Precinct]) -> None:
    """Ballots handed out by the hour on the islands (without the precincts abroad), and the same
    for the country as it was printed, in per cent of the roll inside it."""
    file, rows = "turnout.csv", []
    issued = {
        u.code: sum(p.figures["received"] for p in counted if p.unit == u.code) for u in UNITS
    }
    series = {
        unit: [int(total * (share + (whole.chance.around(0.004) if hour < 20 else 0))) for hour, share in HOURS.items()]
        for unit, total in issued.items()
    }  # fmt: skip
    hours = list(HOURS)
    lower, higher = {}, {}
    series["JA-SA"][1], lower["JA-SA", 14] = series["JA-SA"][2] + 640, "one town was counted twice at noon"  # fmt: skip
    series["JA-AL"][4], lower["JA-AL", 18] = series["JA-AL"][3] - 1_200, "the readings of one commission are missing at 18:00"  # fmt: skip
    ballots = whole.by_code[ANNULLED].figures["received"]
    series["JA-KA"][5], higher["JA-KA", 20] = issued["JA-KA"] + ballots - 12, "it counts the precinct that was annulled later"  # fmt: skip
    series["JA-SH"][5], higher["JA-SH", 20] = issued["JA-SH"] + 90, "typed 90 too high"
    series[COUNTRY] = [sum(values) for values in zip(*series.values(), strict=True)]
    inside = sum(p.figures["roll"] for p in whole.precincts if p.unit)
    for unit, values in series.items():
        for hour, value in zip(hours, values, strict=True):
            rows.append([unit, f"2031-07-06T{hour}:00+05:00", str(value), "ballots"])
            for where, kind, note in (
                (lower, "turnout-falls", lower.get((unit, hour))),
                (higher, "turnout-above-final", higher.get((unit, hour))),
            ):
                if (unit, hour) in where:
                    whole.fault(kind, file, unit, len(rows) + 1, "value", note or "")
    for hour, value in zip(hours, series[COUNTRY], strict=True):
        hundredths = (value * 20_000 + inside) // (2 * inside)
        rows.append([COUNTRY, f"2031-07-06T{hour}:00+05:00", f"{hundredths // 100},{hundredths % 100:02}", "percent"])  # fmt: skip
    whole.files[file] = _table(["unit", "time", "value", "measure"], rows)


# -- The files ------------------------------------------------------------------------------------


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([heads, *rows])
    return out.getvalue().encode()


def _units_table(precincts: Sequence[Precinct]) -> bytes:
    heads = ["code", "parent", "kind", "type", "weight", "from", "to", "kk", "ru", "en", "tile"]
    rows = [[COUNTRY, "", "country", "", "", "", "", "Жетіарал Республикасы", "Республика Жетиарал", "Republic of Jetiaral", ""]]  # fmt: skip
    capital = UNITS[0]
    for unit in UNITS:
        since = CAPITAL_SINCE if unit is capital else ""
        rows.append([unit.code, COUNTRY, "unit", "", "", since, "", *unit.names, unit.tile])
    for unit in UNITS:
        for n, names in enumerate(unit.commissions, 1):
            code = f"{unit.code[3:]}-{n}"
            if unit is capital:
                rows.append([code, "JA-UL", "commission", "", "", "", CAPITAL_SINCE, *names, ""])
                rows.append([code, unit.code, "commission", "", "", CAPITAL_SINCE, "", *names, ""])
            elif code == "BA-2":
                old = ("Ескіайлақ", "Ескиайлак", "Eskiailak")
                rows.append([code, unit.code, "commission", "", "", "", RENAMED_ON, *old, ""])
                rows.append([code, unit.code, "commission", "", "", RENAMED_ON, "", *names, ""])
            else:
                rows.append([code, unit.code, "commission", "", "", "", "", *names, ""])
    for p in precincts:
        kind = "" if p.type == "ordinary" else p.type
        rows.append([p.code, p.commission, "precinct", kind, "", "", "", *p.names, ""])
    return _table(heads, rows)


def _protocols_tables(whole: Referendum, counted: Sequence[Precinct]) -> None:
    heads = ["precinct", *LINES]
    early = [[code, *(cells[n] for n in LINES)] for code, cells in whole.preliminary.items()]
    whole.files["protocols/preliminary.csv"] = _table(heads, early)
    final = [
        [p.code, *(str(p.figures[n]) for n in LINES), p.photo, p.signed, p.reason, p.author]
        for p in counted
    ]
    heads += ["photo", "signed", "reason", "author"]
    whole.files["protocols/final.csv"] = _table(heads, final)
    at = {
        f"protocols/{stage}.csv": {row[0]: n for n, row in enumerate(rows, 2)}
        for stage, rows in (("preliminary", early), ("final", final))
    }
    whole.faults = [
        f if f.line else Fault(f.kind, f.file, f.precinct, at[f.file][f.precinct], f.columns, f.note)
        for f in whole.faults
    ]  # fmt: skip


def referendum() -> Referendum:
    """The whole of it; `files` are named from the folder of the referendum."""
    chance = Chance("Jetiaral, 6 July 2031")
    precincts = _precincts(chance)
    _count(precincts, chance)
    whole = Referendum(precincts, chance)
    assert whole.by_code[MISSING].type == "ship"
    for code in (ANNULLED, RESTORED, MISSING):
        whole.by_code[code].taken = True
    _honest(whole)
    _close([p for p in precincts if p.unit == "JA-TO"])
    _corrected(whole)
    _faulty(whole)
    _observers(whole)
    _events(whole)
    counted = [p for p in precincts if p.code != ANNULLED]
    _turnout(whole, counted)
    _faulty_papers(whole)
    _protocols_tables(whole, counted)
    whole.files["units.csv"] = _units_table(precincts)
    for n, day in enumerate(ROLLS):
        whole.files[f"roll/{day}.csv"] = _table(["precinct", "roll"], [[p.code, str(p.rolls[n])] for p in precincts])  # fmt: skip
    return whole


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _block(table: str, /, **fields: object) -> str:
    lines = [f"[[{table}]]"]
    for key, value in fields.items():
        if isinstance(value, tuple):
            lines.append(f"{key} = [{', '.join(map(_quoted, value))}]")
        elif isinstance(value, dict):
            inside = ", ".join(f"{k} = {v}" for k, v in value.items())
            lines.append(f"{key} = {{ {inside} }}")
        elif isinstance(value, bool):
            lines.append(f"{key} = {str(value).lower()}")
        else:
            lines.append(f"{key} = {value if isinstance(value, int) else _quoted(str(value))}")
    return "\n".join(lines) + "\n"


def _sums(rows: Sequence[Figures]) -> Figures:
    return {n: sum(row[n] for row in rows) for n in SHOWN}


def _totals(whole: Referendum) -> Iterator[str]:
    held = {f.precinct for f in whole.faults if f.file.endswith("preliminary.csv") and f.severity == "error"}  # fmt: skip
    early = {
        code: {n: int(cells[n]) for n in SHOWN}
        for code, cells in whole.preliminary.items()
        if code not in held
    }
    for n, (day, total) in enumerate(ROLLS.items()):
        units = {
            u.code: sum(p.rolls[n] for p in whole.precincts if p.unit == u.code) for u in UNITS
        }
        yield _block("roll", file=f"roll/{day}.csv", total=total, units=units)
    final = {p.code: p.figures for p in whole.precincts if p.code != ANNULLED}
    typed = {n: sum(int(c[n]) for c in whole.preliminary.values() if c[n].isdigit()) for n in SHOWN}
    yield _block("total", file="protocols/preliminary.csv", place=COUNTRY, protocols=len(whole.preliminary), of="all that can be read, errors too", figures=typed)  # fmt: skip
    for file, of in (("protocols/preliminary.csv", early), ("protocols/final.csv", final)):
        places = [("", None), *((u.code, u.code) for u in UNITS), ("abroad", "")]
        for name, unit in places:
            mine = [f for code, f in of.items() if unit is None or whole.by_code[code].unit == unit]
            yield _block("total", file=file, place=name or COUNTRY, protocols=len(mine), figures=_sums(mine))  # fmt: skip
    for name, base in (("with-invalid", "voted"), ("without-invalid", "voted - invalid")):

        def share(mine: Figures, base: str = base) -> tuple[int, int]:
            return mine["yes"], mine["voted"] - (mine["invalid"] if "-" in base else 0)

        sums = {u.code: _sums([f for c, f in final.items() if whole.by_code[c].unit == u.code]) for u in UNITS}  # fmt: skip
        units = tuple(code for code, mine in sums.items() if 2 * share(mine)[0] > share(mine)[1])
        yes, of_them = share(_sums(list(final.values())))
        roll = _sums(list(final.values()))["roll"]
        adopted = 2 * of_them > roll and 2 * yes > of_them and len(units) >= 6
        yield _block("reading", name=name, base=base, yes=yes, took_part=of_them, roll=roll, units_for=units, units_needed=6, adopted=adopted)  # fmt: skip


HEAD = """# The sample referendum of Jetiaral: its sums, and each thing that was planted in its files. Written
# by tests/referendum/sample_of_jetiaral.py together with the files, without the program that checks
# them. line: of the file, counted from 1. equation: that of referendum/2031-07-06/form.toml. severity: "error"
# keeps a protocol out of the totals; "warning" is for a person to look at; "none" must be read or
# known without complaint.
# The preliminary totals are those without the protocols in which an error is planted. What is listed
# for protocols/final.csv is honest: it is odd, and it was so (also in protocols/preliminary.csv).
"""


def expected(whole: Referendum) -> str:
    """expected/referendum.toml."""
    parts = [HEAD, *_totals(whole)]
    parts += [
        _block("correction", precinct=code, author=author, lines=lines, reason=reason)
        for code, author, lines, reason in whole.corrections
    ]
    parts += [
        _block("fault", kind=f.kind, file=f.file, precinct=f.precinct, line=f.line, columns=f.columns, severity=f.severity, equation=EQUATIONS.get(f.kind, ""), note=f.note)
        for f in whole.faults
    ]  # fmt: skip
    return "\n".join(parts)


def written() -> dict[str, bytes]:
    """All files, named from examples/jetiaral."""
    whole = referendum()
    files = {f"referendum/2031-07-06/{name}": data for name, data in sorted(whole.files.items())}
    return {**files, "expected/referendum.toml": expected(whole).encode()}


def main() -> None:
    folder = Path(sys.argv[1])
    for name, data in written().items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


if __name__ == "__main__":
    main()
