"""What becomes of provisions: laws that hold for any two acts, and what people decided."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import act_of, acts, editions

from zhargy.compare.align.passages import article_of
from zhargy.compare.compare import compare
from zhargy.compare.comparison import Comparison, Fate, Mark, Nature, Pair
from zhargy.compare.decisions import Decision, Verdict, decisions_of
from zhargy.compare.measures import explain, read_percentage
from zhargy.compare.words import new_text, old_text
from zhargy.errors import UnusableDecision
from zhargy.text.act import Act


def keys(comparison: Comparison) -> list[tuple[str, str]]:
    return [
        (p.old.address if p.old else "", p.new.address if p.new else "") for p in comparison.pairs
    ]


# -- laws -----------------------------------------------------------------------------------------


@given(acts())
def test_an_act_compared_with_itself_is_all_kept(act: Act) -> None:
    """Where the same words stand twice, each still finds itself."""
    comparison = compare(act, act)
    assert [(p.old, p.new) for p in comparison.pairs] == [(p, p) for p in act.provisions]
    assert {p.fate for p in comparison.pairs} <= {Fate.KEPT}
    assert not any(p.words_changed or p.substantive or p.moved for p in comparison.pairs)
    assert comparison.bulk == ()


@given(editions())
def test_no_provision_is_lost_and_no_pair_stands_twice(both: tuple[Act, Act]) -> None:
    old, new = both
    comparison = compare(old, new)
    assert {p.old for p in comparison.pairs if p.old} == set(old.provisions)
    assert {p.new for p in comparison.pairs if p.new} == set(new.provisions)
    assert max(Counter(keys(comparison)).values(), default=0) <= 1
    assert all(p.old or p.new for p in comparison.pairs)


@given(acts(), acts())
def test_no_provision_is_lost_between_acts_that_have_nothing_in_common(old: Act, new: Act) -> None:
    comparison = compare(old, new)
    assert {p.old for p in comparison.pairs if p.old} == set(old.provisions)
    assert {p.new for p in comparison.pairs if p.new} == set(new.provisions)


@given(editions())
def test_the_rows_stand_in_the_order_of_the_new_act(both: tuple[Act, Act]) -> None:
    comparison = compare(*both)
    order = {p: n for n, p in enumerate(both[1].provisions)}
    places = [order[p.new] for p in comparison.pairs if p.new]
    assert places == sorted(places)


@given(editions())
def test_a_row_gives_back_both_texts_letter_by_letter(both: tuple[Act, Act]) -> None:
    for pair in compare(*both).pairs:
        assert old_text(pair.pieces) == (pair.old.text if pair.old else "")
        assert new_text(pair.pieces) == (pair.new.text if pair.new else "")


@given(editions())
def test_fates_follow_from_partners(both: tuple[Act, Act]) -> None:
    pairs = compare(*both).pairs
    olds = Counter(p.old for p in pairs if p.old and p.new)
    news = Counter(p.new for p in pairs if p.old and p.new)
    for pair in pairs:
        assert (pair.fate is Fate.NEW) == (pair.old is None)
        assert (pair.fate is Fate.DROPPED) == (pair.new is None)
        if pair.old and pair.new:
            assert (pair.fate is Fate.SPLIT) == (olds[pair.old] > 1)
            assert (pair.fate is Fate.MERGED) == (olds[pair.old] == 1 and news[pair.new] > 1)
        if pair.fate is Fate.KEPT:
            assert not pair.number_changed
            assert not pair.words_changed
        assert pair.words_changed or not pair.substantive


@given(editions())
def test_confidence_is_a_share_with_four_decimals(both: tuple[Act, Act]) -> None:
    comparison = compare(*both)
    for pair in comparison.pairs:
        assert 0 <= pair.confidence <= 1
        assert round(pair.confidence, 4) == pair.confidence
    assert 0 <= comparison.level <= 1


@given(editions() | st.tuples(acts(), acts()))
def test_the_same_pairs_are_found_whichever_act_is_called_the_old_one(
    both: tuple[Act, Act],
) -> None:
    """And with the same confidence, so what is new one way is dropped the other way."""
    there = {(p.old, p.new): p.confidence for p in compare(*both).pairs}
    back = {(p.new, p.old): p.confidence for p in compare(*both[::-1]).pairs}
    assert there.keys() == back.keys()
    assert all(abs(there[pair] - back[pair]) <= 0.0001 for pair in there)


@given(editions())
def test_a_part_is_never_more_than_its_base(both: tuple[Act, Act]) -> None:
    for measure in compare(*both).measures:
        assert 0 <= measure.part <= measure.base


@given(acts(), acts())
def test_a_part_is_never_more_than_its_base_whatever_the_acts(old: Act, new: Act) -> None:
    for measure in compare(old, new).measures:
        assert 0 <= measure.part <= measure.base, measure


@given(acts())
def test_nothing_is_touched_in_an_act_compared_with_itself(act: Act) -> None:
    found = {m.code: m for m in compare(act, act).measures}
    for code in ("articles-touched", "provisions-touched", "words-changed", "provisions-new"):
        assert found[code].part == 0, code
    assert found["words-kept"].part == found["words-kept"].base


@given(editions())
def test_no_word_is_counted_twice(both: tuple[Act, Act]) -> None:
    found = {m.code: m for m in compare(*both).measures}
    assert found["words-substantive"].part <= found["words-changed"].part
    assert found["words-kept"].part + found["words-new"].part == found["words-kept"].base


# -- decisions ------------------------------------------------------------------------------------

OLD = act_of(
    [
        ["Мост чинят весной всем селом.", "Ключ от моста хранит староста."],
        ["Колодец чистят осенью после ярмарки.", "Ведро у колодца общее."],
    ]
)
NEW = act_of(
    [
        ["Мост чинят осенью всем селом.", "Ключ от моста хранит кузнец."],
        ["Колодец чистят осенью после ярмарки.", "Невод сушат на берегу у пристани."],
    ]
)


def decided(*decisions: Decision) -> dict[tuple[str, str], Pair]:
    comparison = compare(OLD, NEW, decisions)
    return dict(zip(keys(comparison), comparison.pairs, strict=True))


def test_a_confirmed_pair_is_certain_and_says_who_decided() -> None:
    pair = decided(Decision("art_1__para_1", "art_1__para_1", Verdict.CONFIRM))[
        "art_1__para_1", "art_1__para_1"
    ]
    assert (pair.confidence, pair.decided) == (1.0, "confirmed")


def test_a_rejected_pair_never_stands() -> None:
    rows = decided(Decision("art_1__para_1", "art_1__para_1", Verdict.REJECT))
    assert ("art_1__para_1", "art_1__para_1") not in rows
    assert rows["art_1__para_1", ""].fate is Fate.DROPPED
    assert rows["", "art_1__para_1"].fate is Fate.NEW


def test_an_added_pair_stands_whatever_the_words() -> None:
    pair = decided(Decision("art_2__para_2", "art_2__para_2", Verdict.ADD))[
        "art_2__para_2", "art_2__para_2"
    ]
    assert (pair.confidence, pair.decided) == (1.0, "added")
    assert pair.reasons[0].rule == "decision"


def test_a_provision_said_to_have_no_partner_has_none() -> None:
    rows = decided(Decision("art_2__para_1", "", Verdict.CONFIRM))
    assert rows["art_2__para_1", ""].fate is Fate.DROPPED
    assert rows["", "art_2__para_1"].fate is Fate.NEW


def test_a_new_provision_said_to_have_no_source_has_none() -> None:
    rows = decided(Decision("", "art_1__para_2", Verdict.ADD))
    assert rows["", "art_1__para_2"].fate is Fate.NEW


def test_an_added_partner_makes_a_split() -> None:
    rows = decided(
        Decision("art_1__para_1", "art_1__para_1", Verdict.CONFIRM),
        Decision("art_1__para_1", "art_2__para_2", Verdict.ADD),
    )
    assert rows["art_1__para_1", "art_2__para_2"].fate is Fate.SPLIT
    assert rows["art_1__para_1", "art_1__para_1"].fate is Fate.SPLIT


@given(st.data(), editions())
def test_decisions_are_honoured_exactly(data: st.DataObject, both: tuple[Act, Act]) -> None:
    old, new = both
    pairs = st.tuples(
        st.sampled_from([p.address for p in old.provisions]),
        st.sampled_from([p.address for p in new.provisions] or [""]),
    )
    chosen = data.draw(st.lists(pairs, max_size=3, unique=True))
    said = [
        Decision(a, b, data.draw(st.sampled_from((Verdict.ADD, Verdict.REJECT))))
        for a, b in chosen
        if b
    ]
    rows = set(keys(compare(old, new, said)))
    for decision in said:
        stands = (decision.old, decision.new) in rows
        assert stands == (decision.verdict is Verdict.ADD)


def unusable(*decisions: Decision) -> UnusableDecision:
    with pytest.raises(UnusableDecision) as refused:
        compare(OLD, NEW, decisions, where="d.toml")
    return refused.value


def test_an_address_that_is_not_in_the_act_is_refused_by_name() -> None:
    refused = unusable(Decision("art_9", "art_1__para_1", Verdict.ADD))
    assert (refused.code, refused.where, refused.fields) == ("D12", "d.toml", {"address": "art_9"})


@pytest.mark.parametrize(
    "decisions",
    [
        [
            ("art_1__para_1", "art_1__para_1", "confirm"),
            ("art_1__para_1", "art_1__para_1", "reject"),
        ],
        [("art_1__para_1", "art_1__para_1", "confirm"), ("art_1__para_1", "", "confirm")],
        [("", "art_2__para_2", "confirm"), ("art_2__para_2", "art_2__para_2", "add")],
    ],
)
def test_decisions_that_contradict_each_other_are_refused(
    decisions: list[tuple[str, str, str]],
) -> None:
    said = [Decision(old, new, Verdict(verdict)) for old, new, verdict in decisions]
    assert unusable(*said).code == "D13"
    assert unusable(*reversed(said)).code == "D13"


def test_a_decision_said_twice_is_said_once() -> None:
    said = Decision("art_2__para_2", "art_2__para_2", Verdict.ADD)
    rows = decided(said, said)
    assert rows["art_2__para_2", "art_2__para_2"].decided == "added"


def test_a_file_of_decisions_is_read_as_it_stands() -> None:
    row = {"old": "art_1", "new": "", "decision": "confirm", "why": "gone", "by": "group"}
    assert decisions_of({"pair": [row]}, "d.toml") == (
        Decision("art_1", "", Verdict.CONFIRM, "gone", "group"),
    )


# -- split and merged -----------------------------------------------------------------------------


def test_words_that_stand_in_the_sibling_row_have_moved_and_are_not_substantive() -> None:
    """One point became two: what the first row lacks the second one carries."""
    long = (
        "Староста хранит ключ от моста и мельницы, ведёт опись общих вещей. "
        "Кузнец чинит замки, ограды и колодезные цепи без отдельной платы."
    )
    first, second = long.split(". ")
    old = act_of([[long]])
    new = act_of([[first + ".", second]])
    said = [
        Decision("art_1__para_1", "art_1__para_1", Verdict.ADD),
        Decision("art_1__para_1", "art_1__para_2", Verdict.ADD),
    ]
    comparison = compare(old, new, said)
    assert [p.fate for p in comparison.pairs] == [Fate.SPLIT, Fate.SPLIT]
    assert not any(p.substantive for p in comparison.pairs)
    for pair in comparison.pairs:
        gone = [p for p in pair.pieces if p.mark is Mark.DELETED and any(map(str.isalpha, p.text))]
        assert {p.nature for p in gone} == {Nature.MOVED}
    found = {m.code: m for m in comparison.measures}
    assert found["words-changed"].part == 0


# -- references -----------------------------------------------------------------------------------


def test_a_number_that_moved_with_its_target_is_no_change_of_substance() -> None:
    ways = ["Мост чинят весной всем селом по очереди дворов."]
    key = ["Ключ от моста хранит староста в железном сундуке."]
    fair = ["Ярмарку открывают осенью после сбора яблок и груш."]
    old = act_of([ways, key, ["Ключ выдают в порядке статьи 2 настоящего устава сельского схода."]])
    new = act_of(
        [ways, fair, key, ["Ключ выдают в порядке статьи 3 настоящего устава сельского схода."]]
    )
    pair = next(p for p in compare(old, new).pairs if p.old and p.old.address == "art_3__para_1")
    assert {p.nature for p in pair.pieces if p.mark is not Mark.SAME} == {Nature.REFERENCE}
    assert not pair.substantive


def test_a_point_that_moved_within_its_article_is_cited_by_its_new_number() -> None:
    bridge = "Мост чинят весной всем селом по очереди дворов."
    key = "Ключ от моста хранит староста в железном сундуке."
    fair = "Ярмарку открывают осенью после сбора яблок и груш."
    cited = "Тот, кто нарушил пункт {} статьи 1 настоящего устава, ярмарку не открывает."
    old = act_of([[bridge, key], [cited.format(2)]])
    new = act_of([[bridge, fair, key], [cited.format(3)]])
    pair = next(p for p in compare(old, new).pairs if p.old and p.old.address == "art_2__para_1")
    assert {p.nature for p in pair.pieces if p.mark is not Mark.SAME} == {Nature.REFERENCE}
    other = act_of([[bridge, fair, key], [cited.format(1)]])
    pair = next(p for p in compare(old, other).pairs if p.old and p.old.address == "art_2__para_1")
    assert pair.substantive


def test_a_number_that_did_not_move_with_its_target_is_a_change() -> None:
    old = act_of([["Мост чинят весной."], ["Ключ выдают в порядке статьи 1 устава."]])
    new = act_of([["Мост чинят весной."], ["Ключ выдают в порядке статьи 2 устава."]])
    pair = compare(old, new).pairs[-1]
    assert pair.substantive


# -- measures -------------------------------------------------------------------------------------


def test_84_per_cent_of_98_articles_would_have_been_78_point_6() -> None:
    """FIELD.md, section 6.1: 77 articles touched; over 98 that is 78.6 %, not 84 %."""
    kinds = "мост колодец мельница лодка сад тропа берег улей пристань ключ".split()
    turns = "весной летом осенью зимой утром днём вечером ночью рано поздно".split()
    before = [[f"Здесь {kinds[n % 10]} чинят {turns[n // 10]}."] for n in range(98)]
    after = [[f"Здесь {kinds[n % 10]} чинят {turns[n // 10]}."] for n in range(98)]
    for n in range(77):
        after[n] = [before[n][0].replace("чинят", f"держат {turns[n % 9]}")]
    old, new = act_of(before), act_of(after)
    comparison = compare(
        old, new, [Decision(p.address, p.address, Verdict.ADD) for p in old.provisions]
    )
    touched = next(m for m in comparison.measures if m.code == "articles-touched")
    assert (touched.part, touched.base) == (77, 98)
    right = read_percentage("78.6 %")
    wrong = read_percentage("84%")
    assert right is not None
    assert wrong is not None
    fitting = [e for e in explain(right, old, new, comparison.measures) if e.fits]
    assert "articles-touched" in {e.measure.code for e in fitting}
    assert not any(e.fits for e in explain(wrong, old, new, [touched]))
    nearest = explain(wrong, old, new, comparison.measures)
    assert [e.apart for e in nearest] == sorted(e.apart for e in nearest)


def test_an_inserted_or_repealed_number_makes_three_bases() -> None:
    """Articles with text, headings, and the highest number are three different counts."""
    old = act_of([["Мост чинят весной."], ["Ключ хранит староста."], ["Колодец общий."]])
    new = act_of([["Мост чинят осенью."], ["Ключ хранит староста."]])
    comparison = compare(old, new)
    found = explain((Fraction(50), Fraction(1, 2)), old, new, comparison.measures)
    assert "articles-touched-of-new-highest" in {e.measure.code for e in found}


@given(st.integers(0, 1000), st.integers(0, 99))
def test_a_percentage_is_read_with_comma_or_point(whole: int, hundredths: int) -> None:
    for written in (f"{whole}.{hundredths:02}%", f"{whole},{hundredths:02} %"):
        assert read_percentage(written) == (
            Fraction(whole * 100 + hundredths, 100),
            Fraction(1, 200),
        )


@given(editions())
def test_articles_are_counted_once_however_many_of_their_points_changed(
    both: tuple[Act, Act],
) -> None:
    comparison = compare(*both)
    touched = next(m for m in comparison.measures if m.code == "articles-touched")
    changed = {
        article_of(p.old.citation)
        for p in comparison.pairs
        if p.old and (p.words_changed or p.new is None)
    }
    assert touched.part == len(changed)


def test_signs_that_look_like_a_number_taken_away_do_no_harm() -> None:
    """A difference of "0 0" and "0 #" once made the comparison fall."""
    comparison = compare(act_of([["0 0"]]), act_of([["0 #"]]))
    assert {p.old.text for p in comparison.pairs if p.old} == {"0 0"}
