"""Published figures held against known results: what fits is never flagged, what does not always is."""

from __future__ import annotations

import csv
import time
from collections import Counter
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from zhargy.languages.figures import FIGURE_WORDS
from zhargy.messages import LANGUAGES
from zhargy.referendum.claims import (
    Bound,
    Checked,
    Fit,
    Known,
    Quantity,
    Verdict,
    Vote,
    check,
    claims_in,
    known_of,
)
from zhargy.referendum.claims.arithmetic import Slip, reachable, slip_of
from zhargy.referendum.claims.numbers import blanked, days_in, numbers_in, plain_of
from zhargy.referendum.result import Result
from zhargy.reform.claiming import check_text, known_results
from zhargy.reports.claims import sentences

HERE = Path(__file__).parent
RECORDS = {
    name: known_results([HERE / "results" / f"{name}.toml"])
    for name in ("kazakhstan", "jetiaral", "union")
}
KAZAKHSTAN = RECORDS["kazakhstan"]


def retellings() -> list[dict[str, str]]:
    with (HERE / "retellings.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


ROWS = retellings()
TRUE = [row for row in ROWS if row["kind"] == "-"]
FALSE = [row for row in ROWS if row["kind"] != "-"]


def read(text: str, known: Known = KAZAKHSTAN, vote: str = "") -> tuple[Checked, ...]:
    return check_text(text, known, vote)


def alarms(text: str, known: Known = KAZAKHSTAN, vote: str = "") -> list[tuple[str, Verdict]]:
    return [(one.claim.words, one.verdict) for one in read(text, known, vote) if one.alarm]


# -- the table of retellings -----------------------------------------------------------------------


def test_the_table_holds_enough_of_every_kind_in_every_language() -> None:
    assert len(TRUE) >= 60
    assert len(FALSE) >= 60
    kinds = {kind for row in FALSE for kind in row["kind"].split(",")}
    assert kinds == {verdict.value for verdict in Verdict} - {"fits", "unknown"}
    for rows in (TRUE, FALSE):
        said = Counter(row["language"] for row in rows)
        assert min(said[language] for language in LANGUAGES) >= 20


@pytest.mark.parametrize("row", TRUE, ids=lambda row: row["text"][:40])
def test_a_true_retelling_raises_no_alarm(row: dict[str, str]) -> None:
    assert alarms(row["text"], RECORDS[row["record"]]) == []


@pytest.mark.parametrize("row", FALSE, ids=lambda row: row["text"][:40])
def test_a_false_retelling_is_flagged_where_it_is_wrong_and_nowhere_else(
    row: dict[str, str],
) -> None:
    found = alarms(row["text"], RECORDS[row["record"]])
    wrong = row["words"].split(" / ")
    assert found
    assert {words for words, _ in found} <= set(wrong)
    assert {verdict.value for _, verdict in found} & set(row["kind"].split(","))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"][:40])
def test_every_verdict_can_be_said_in_three_languages(row: dict[str, str]) -> None:
    for one in read(row["text"], RECORDS[row["record"]]):
        for language in LANGUAGES:
            told = sentences(one, language)
            assert told or not one.alarm
            assert all(told)


def test_a_whole_story_told_rightly_raises_no_alarm() -> None:
    """Votes of other years, regions, hours, articles, observers, another country: all in one story."""
    fitting = 0
    for story in (HERE / "stories.txt").read_text(encoding="utf-8").splitlines():
        assert alarms(story) == []
        fitting += sum(one.verdict is Verdict.FITS for one in read(story))
    assert fitting >= 40


# -- contradictions that were met in print ---------------------------------------------------------


def test_a_lost_ballot_is_named_with_the_sum_that_misses_it() -> None:
    text = "Участвовало 9 127 192, за 7 954 666, против 898 099, отмечены оба 127 868, недействительных 146 558."
    (one,) = [one for one in read(text) if one.alarm]
    assert (one.verdict, one.fits, one.value) == (Verdict.DIGIT, "yes", 7954667)
    assert "9,127,191" in " ".join(sentences(one, "en"))


def test_the_share_beside_a_count_without_a_digit_still_fits() -> None:
    text = "In 2022 invalid ballots made up 2.58 percent, or 20,696."
    assert alarms(text) == [("20,696", Verdict.DIGIT)]


def test_precincts_abroad_added_on_top_are_asked_about_and_not_called_wrong() -> None:
    text = "10,388 polling stations at home and 71 abroad, 10,459 in total"
    assert alarms(text) == [("10,459", Verdict.TOTAL)]
    assert alarms("10,388 polling stations in all regions and abroad") == []


def test_a_part_of_a_total_that_would_make_it_fit_is_named() -> None:
    (one,) = [o for o in read("9,799 polling stations and 632 abroad, 10,411 in total") if o.alarm]
    assert "9,779" in " ".join(sentences(one, "en"))


# -- versions, bases, votes ------------------------------------------------------------------------


def test_a_preliminary_figure_fits_where_the_text_calls_it_so() -> None:
    assert alarms("Preliminary result of 2022: 6,163,863 votes for.") == []
    assert alarms("Result of 2022: 6,163,863 votes for.") == [("6,163,863", Verdict.VERSION)]


def test_turnout_of_an_hour_nobody_knows_is_no_alarm() -> None:
    assert alarms("By 3 p.m. 58.20 percent of voters had taken part.") == []


def test_a_percentage_of_an_old_roll_says_which_roll() -> None:
    (one,) = [o for o in read("Turnout was 73.51 %.") if o.alarm]
    assert one.verdict is Verdict.VERSION
    assert "12,416,759" in " ".join(sentences(one, "en"))


def test_a_text_that_names_no_vote_is_read_of_the_one_that_fits() -> None:
    (one,) = read("Turnout was 63.66 %.")
    assert one.source is not None
    assert (one.verdict, one.source.vote) == (Verdict.FITS, "2024-10-06")
    assert alarms("Turnout was 63.66 %.", vote="2026-03-15") == [("63.66 %", Verdict.VOTE)]


def test_a_vote_that_the_record_does_not_hold_is_not_judged() -> None:
    assert alarms("In 1995 turnout was 90.58 %.") == []
    assert alarms("В России в голосовании участвовали 67,97 % избирателей.") == []


def test_figures_of_a_place_are_not_held_against_the_whole() -> None:
    assert alarms("В Алматы явка составила 33,43 %.") == []
    assert alarms("In Sarysu region turnout was 63.48 %.", RECORDS["jetiaral"]) == []
    assert alarms("In Sarysu region turnout was 60.58 %.", RECORDS["jetiaral"]) != []


def test_a_percentage_that_is_cut_and_not_rounded_says_so_and_fits() -> None:
    (one,) = read("Against: 18 % in 2022.")
    assert one.verdict is Verdict.FITS
    assert "cut off" in " ".join(sentences(one, "en"))


NO_FIGURES = """
Участок № 140 открыт с 7:00 до 20:00, телефон 8 (7172) 55-01-23.
Статья 33, пункт 2 закона № 2592 от 2 ноября 1995 года.
359 observers from 25 countries, 96 articles, 130 members, 12 sittings.
Бюджет референдума – 20,8 млрд тенге, курс 494,87.
18 жасқа толған азамат дауыс бере алады; 7 күн ішінде жарияланады.
Turnout rose by 9.46 percentage points.
Население страны – 20,6 млн человек.
По экзит-поллу, за проголосовали 84 % опрошенных.
Если участвует более 50 % граждан, референдум состоялся.
https://example.org/2026/03/15/7954666 и +7 701 555 01 23
""".strip().splitlines()


@pytest.mark.parametrize("text", NO_FIGURES, ids=lambda text: text[:40])
def test_a_number_that_is_no_figure_of_the_vote_is_not_flagged(text: str) -> None:
    assert alarms(text) == []


def test_an_unnamed_number_is_flagged_only_if_it_is_long_and_nearly_right() -> None:
    assert alarms("Речь о 7 954 666 гражданах.") == [("7 954 666", Verdict.DIGIT)]
    assert alarms("Речь о 7 111 222 гражданах.") == []
    assert alarms("Речь о 10 387 гражданах.") == []


def test_nothing_is_flagged_where_nothing_is_known() -> None:
    assert alarms("За проголосовали 1 %.", known_of([])) == []


def test_without_any_record_the_numbers_of_a_text_are_held_against_each_other() -> None:
    nothing = known_of([Vote("2031-06-08", ())])
    counts = "On the roll 1,000, took part 600, for 400, against 150, both marked 20, invalid 30."
    assert alarms(f"{counts} For: 66.67 %.", nothing) == []
    assert alarms(f"{counts} For: 66.76 %.", nothing) == [("66.76 %", Verdict.IMPOSSIBLE)]
    assert alarms(f"{counts} For: 40 % of those who voted.", nothing) == [("40 %", Verdict.BASE)]
    assert alarms(counts.replace("150", "160"), nothing) == [("600", Verdict.SUM)]


# -- numbers ---------------------------------------------------------------------------------------


def one_number(text: str) -> Quantity:
    plain = plain_of(text)
    (number,) = numbers_in(blanked(plain, days_in(plain)))
    return number.quantity


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("9 127 192", 9127192),
        ("9\u00a0127\u202f192", 9127192),
        ("9,127,192", 9127192),
        ("9.127.192", 9127192),
        ("9'127'192", 9127192),
        ("9’127’192", 9127192),
        ("9127192", 9127192),
        ("9,1 миллиона", 9100000),
        ("9.127 млн", 9127000),
        ("9 млн 127 тыс. 192", 9127192),
        ("девять миллионов сто двадцать семь тысяч", 9127000),
        ("nine million one hundred and twenty-seven thousand", 9127000),
        ("тоғыз миллион жүз жиырма жеті мың бір жүз тоқсан екі", 9127192),
        ("9 жарым миллион", 9500000),
        ("1 490 475-і", 1490475),
        ("146,58", 14658),
        ("9,127,19", 912719),
    ],
)
def test_a_count_is_read_however_it_is_written(said: str, value: int) -> None:
    assert one_number(f"{said} адам").value == value


@pytest.mark.parametrize(
    "said", ["87,15 %", "87.15%", "87,15 процента", "87.15 per cent", "87,15 пайыз"]
)
def test_a_percentage_is_read_with_its_precision(said: str) -> None:
    assert one_number(said) == Quantity(Fraction(8715, 10000), Fraction(1, 10000), share=True)


def test_dates_and_ordinals_are_no_numbers() -> None:
    plain = plain_of(
        "15 марта 2026 года, 2022 жылғы 5 маусым, June 5, 2022, 06.10.2024, 17-й, 33-бап, 2.1.3"
    )
    assert list(numbers_in(blanked(plain, days_in(plain)))) == []


@given(st.integers(1000, 10**9), st.sampled_from([" ", "\u00a0", ",", ".", "'", ""]))
def test_grouping_never_changes_a_count(count: int, sign: str) -> None:
    assert one_number(f"{count:,}".replace(",", sign) + " people").value == count


@given(st.integers(1, 10**7), st.integers(1, 10**7), st.integers(0, 4))
def test_a_share_rounded_half_up_or_half_to_even_fits_itself(
    part: int, more: int, places: int
) -> None:
    true, step = Fraction(part, part + more), Fraction(1, 100 * 10**places)
    up = (true / step + Fraction(1, 2)).__floor__() * step
    even = round(true / step) * step
    for said in (up, even):
        assert Quantity(said, step, share=True).fit(true)
        assert reachable(Quantity(said, step, share=True), part + more)


@given(st.integers(10**4, 10**8))
def test_almost_is_never_above_and_over_is_never_below(count: int) -> None:
    true, step = Fraction(count), Fraction(1000)
    below = count // 1000 * step
    assert Quantity(below, step, bound=Bound.OVER).fit(true)
    assert Quantity(below + step, step, bound=Bound.NEARLY).fit(true)
    assert Quantity(below + step, step, bound=Bound.OVER).fit(true) is None
    assert Quantity(below, step, bound=Bound.UNDER).fit(true) in (None, Fit.EXACT)


@given(st.integers(10**3, 10**8), st.data())
def test_one_changed_digit_is_always_seen(count: int, data: st.DataObject) -> None:
    digits = str(count)
    place = data.draw(st.integers(0, len(digits) - 1))
    other = data.draw(st.sampled_from("123456789"))
    assume(other != digits[place])
    assert slip_of(digits[:place] + other + digits[place + 1 :], digits) is Slip.CHANGED
    assert slip_of(digits[:place] + digits[place + 1 :], digits) is Slip.DROPPED


# -- laws over any vote ----------------------------------------------------------------------------

SENTENCES = {
    "ru": "Участие приняли {voted} из {roll} избирателей ({turnout} %). За проголосовали {yes} человек, или {for_} % проголосовавших, против – {no}. Недействительных бюллетеней {invalid}, в {both} отмечены оба ответа.",
    "kk": "Тізімдегі {roll} азаматтың {voted}-і дауыс беруге қатысты. Қолдап дауыс бергендер – {yes} адам ({for_} %), қарсы дауыс бергендер – {no} адам. Жарамсыз бюллетень – {invalid}, екі жауабы да белгіленгені – {both}.",
    "en": "Of {roll} registered voters {voted} took part, a turnout of {turnout} %. There were {yes} votes for ({for_} %) and {no} against; {invalid} ballots were invalid and {both} had both answers marked.",
}


@st.composite
def votes(draw: st.DrawFn) -> dict[str, int]:
    yes, no, both, invalid, absent = (draw(st.integers(1_000, 3_000_000)) for _ in range(5))
    voted = yes + no + both + invalid
    return {
        "roll": voted + absent,
        "voted": voted,
        "yes": yes,
        "no": no,
        "both": both,
        "invalid": invalid,
    }


def written(figures: dict[str, int], language: str) -> dict[str, str]:
    def percent(part: int, whole: int) -> str:
        hundredths = (part * 20_000 + whole) // (2 * whole)
        return f"{hundredths // 100}.{hundredths % 100:02}".replace(
            ".", "." if language == "en" else ","
        )

    sign = "," if language == "en" else " "
    said = {name: f"{value:,}".replace(",", sign) for name, value in figures.items()}
    said["turnout"] = percent(figures["voted"], figures["roll"])
    said["for_"] = percent(figures["yes"], figures["voted"])
    return said


def known(figures: dict[str, int]) -> Known:
    return known_of(
        [Vote("2031-06-08", (Result("", "final", "2031-06-09", "commission", figures),))]
    )


@given(votes(), st.sampled_from(LANGUAGES))
def test_no_vote_told_as_it_was_raises_an_alarm(figures: dict[str, int], language: str) -> None:
    text = SENTENCES[language].format(**written(figures, language))
    assert alarms(text, known(figures)) == []


@given(
    votes(),
    st.sampled_from(LANGUAGES),
    st.sampled_from(["voted", "yes", "no", "invalid", "both", "roll"]),
)
def test_a_figure_with_one_digit_changed_is_flagged_in_any_vote(
    figures: dict[str, int], language: str, wrong: str
) -> None:
    said = written(figures, language)
    last = said[wrong][-1]
    said[wrong] = said[wrong][:-1] + ("1" if last != "1" else "2")
    value = int("".join(filter(str.isdigit, said[wrong])))
    assume(value not in figures.values())
    text = SENTENCES[language].format(**said)
    assert said[wrong] in {words.removesuffix("-і") for words, _ in alarms(text, known(figures))}


@given(st.text(max_size=300))
def test_any_text_is_read_without_failing(text: str) -> None:
    for claim in claims_in(text, KAZAKHSTAN):
        start, end = claim.span
        assert 0 <= start < end <= len(text)
    check(claims_in(text, KAZAKHSTAN), KAZAKHSTAN)


def test_the_same_text_gives_the_same_verdicts() -> None:
    text = " ".join(row["text"] for row in ROWS)
    assert read(text) == read(text)


# -- hostile texts ---------------------------------------------------------------------------------

HOSTILE = {
    "digits": "9" * 20_000,
    "grouped": "9 127 192 " * 2_000,
    "commas": "9,127," * 3_000,
    "names": "проголосовали за против недействительны " * 500,
    "one sentence": "за 7 954 667 против 898 099, " * 500,
    "brackets": "(" * 10_000 + "87,15 %" + ")" * 10_000,
    "words": "бір жүз " * 3_000,
    "spaces": "за" + " " * 20_000 + "7 954 667",
    "per cent": "% " * 10_000,
    "dates": "15 марта 2026 года " * 1_000,
    "scales": "миллион " * 3_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_takes_time_in_step_with_its_length(name: str) -> None:
    text = HOSTILE[name]

    def seconds(part: str) -> float:
        began = time.process_time()
        claims_in(part, KAZAKHSTAN)
        return time.process_time() - began

    half, whole = seconds(text[: len(text) // 2]), seconds(text)
    assert whole < max(4 * half, 1.0)
    assert whole < 10


def test_every_language_names_every_figure_that_a_news_story_tells() -> None:
    for words in FIGURE_WORDS:
        for figure in ("roll", "voted", "yes", "no", "both", "invalid", "received", "absent"):
            assert words.figures[figure], (words.code, figure)
