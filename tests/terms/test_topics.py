"""What concerns a person: the shipped topics, and how provisions are matched with them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhargy.errors import UnusableTopics
from zhargy.reform.texts import read_file
from zhargy.reform.topics import topics_for
from zhargy.terms.lemmas import normal, words
from zhargy.terms.topics import LANGUAGES, Match, Topic, match, matches, topics_of
from zhargy.text.provision import Citation, Provision

EXAMPLES = Path(__file__).parents[2] / "examples"
TOPICS = {topic.code: topic for topic in topics_for()}
WORDINGS = [(topic, language) for topic in TOPICS.values() for language in LANGUAGES]


def said(text: str, **levels: str) -> Provision:
    return Provision(Citation.of(**(levels or {"article": "1"})), text)


def phrases(rule: str) -> list[str]:
    return [phrase.strip() for part in rule.split("+") for phrase in part.split("|")]


def own_topic(*rules: str, unless: tuple[str, ...] = ()) -> Topic:
    """A topic with these English rules."""
    wording = {"title": "t", "question": "q", "rules": list(rules), "unless": list(unless)}
    one: dict[str, Any] = {"code": "own", **dict.fromkeys(LANGUAGES, wording)}
    (topic,) = topics_of({"own": {"code": "g", "kk": "g", "ru": "g", "en": "g", "topic": [one]}})
    return topic


# The data


def test_there_are_at_least_sixty_topics_in_about_nine_groups() -> None:
    assert len(TOPICS) >= 60
    assert 8 <= len({topic.group.code for topic in TOPICS.values()}) <= 11


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_topics_have_one_title_or_one_question(language: str) -> None:
    wordings = [topic.wordings[language] for topic in TOPICS.values()]
    assert len({wording.title for wording in wordings}) == len(wordings)
    assert len({wording.question for wording in wordings}) == len(wordings)


def test_a_question_asks() -> None:
    assert [t.code for t, c in WORDINGS if not t.wordings[c].question.endswith("?")] == []


def test_no_rule_is_without_words_and_none_stands_twice() -> None:
    for topic, language in WORDINGS:
        rules = topic.wordings[language].rules
        assert all(list(words(p, language)) for rule in rules for p in phrases(rule)), topic.code
        assert len(set(rules)) == len(rules)


def test_kazakh_and_russian_words_hold_no_latin_letters() -> None:
    for topic, language in WORDINGS:
        wording = topic.wordings[language]
        text = " ".join((wording.title, wording.question, *wording.rules, *wording.unless))
        assert language == "en" or not any(c.isascii() and c.isalpha() for c in text), topic.code


def test_an_exception_holds_a_word_that_a_rule_asks_for() -> None:
    for topic, language in WORDINGS:
        wording = topic.wordings[language]
        asked = {w.lemma for r in wording.rules for w in words(r, language)}
        asked |= {normal(w.text, language) for r in wording.rules for w in words(r, language)}
        for phrase in wording.unless:
            assert asked & {w.lemma for w in words(phrase, language)}, (topic.code, phrase)


@pytest.mark.parametrize("topic", TOPICS.values(), ids=lambda topic: topic.code)
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_rule_is_met_by_a_sentence_of_its_own_words(topic: Topic, language: str) -> None:
    wording = topic.wordings[language]
    for rule in wording.rules:
        sentence = ", ".join(part.split("|")[0].strip(" =") for part in rule.split("+"))
        found = {m.rule for m in match(topic, [said(sentence)], language)}
        assert rule in found, rule


# Sentences of the field

SPEAK = [
    ("pensions", "kk", "Зейнеткерлерге зейнетақы заңда белгіленген мөлшерде төленеді."),
    ("pensions", "ru", "Пенсионерам выплачивается пенсия не ниже прожиточного минимума."),
    ("pensions", "en", "Those who retired before 2020 keep their pensions."),
    ("land", "kk", "Жерді сатып алуға және жалға беруге болады."),
    ("land", "en", "Plots may be bought by members."),
    ("arrest", "kk", "Сот шешімінсіз ешкім қамауда ұсталмайды."),
    ("arrest", "ru", "Задержанному немедленно сообщают причины задержания."),
    ("arrest", "en", "No one is detained for more than two days."),
    ("strike", "ru", "Работники вправе объявить забастовку."),
    ("judges", "en", "Judges serve until the age of seventy."),
    ("religion", "kk", "Ешкім діні үшін қудаланбайды."),
    ("taxes", "ru", "Новые налоги вводятся только законом."),
    ("children", "kk", "Балаларды тәрбиелеу – ата-ананың міндеті."),
    ("disability", "en", "Buildings are open to persons with disabilities."),
    ("environment", "kk", "Қоршаған ортаны ластауға тыйым салынады."),
    ("personal-data", "ru", "Персональные данные хранятся не дольше года."),
    ("emergency", "ru", "Чрезвычайное положение вводится на срок до тридцати дней."),
    ("amendment", "kk", "Жарғыға өзгерістер съезде енгізіледі."),
    ("amendment", "en", "These bylaws are amended by two thirds of the members."),
    ("president-term", "ru", "Президент избирается на пять лет."),
    ("dues", "kk", "Жарналарды съезд белгілейді."),
    ("general-meeting", "en", "A general meeting is called once a year."),
    ("youth", "kk", "Мемлекет жастарды қолдайды."),
    ("privacy", "ru", "Тайна переписки охраняется."),
]
SILENT = [
    ("land", "en", "The land border is marked by posts."),
    ("land", "kk", "Азамат тұрғылықты жерін өзі таңдайды."),
    ("religion", "en", "The Board acts in good faith."),
    ("arrest", "en", "The custody of children is decided by the court."),
    ("youth", "kk", "Отыз жасқа толған азамат судья бола алады."),
    ("youth", "ru", "Депутат должен быть не моложе двадцати пяти лет."),
    ("emergency", "ru", "Учреждение чрезвычайных судов запрещено."),
    ("emergency", "en", "Emergency medical care is free of charge."),
    ("courts", "en", "Members treat each other with courtesy."),
    ("health", "ru", "Президент освобождается от должности по состоянию здоровья."),
    ("strike", "en", "The Speaker may strike out a clause."),
    ("board", "ru", "Форма правления неизменна."),
    ("national-security", "kk", "Ұлттық қауіпсіздік комитетінің Төрағасы есеп береді."),
    ("citizenship", "kk", "Азаматтығы жоқ адамдар заңға бағынады."),
    ("business", "ru", "Депутат не вправе осуществлять предпринимательскую деятельность."),
    ("defence", "en", "An accused person is heard with defence counsel."),
]


@pytest.mark.parametrize(("topic", "language", "sentence"), SPEAK)
def test_a_provision_that_speaks_of_a_topic_is_shown(
    topic: str, language: str, sentence: str
) -> None:
    assert match(TOPICS[topic], [said(sentence)], language)


@pytest.mark.parametrize(("topic", "language", "sentence"), SILENT)
def test_a_word_that_only_looks_the_same_does_not_count(
    topic: str, language: str, sentence: str
) -> None:
    assert not match(TOPICS[topic], [said(sentence)], language)


@pytest.mark.parametrize(
    ("topic", "articles"),
    [
        ("membership", "4 5 6 7 8"),
        ("dues", "7 8 11 18 19"),
        ("general-meeting", "6 9 11 12 17 23"),
        ("winding-up", "25"),
        ("audit", "9 11 14 17 26"),
        ("amendment", "11 12"),
        ("removal", "11"),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_charter_of_a_union_is_shown_alike_in_every_language(
    topic: str, articles: str, language: str
) -> None:
    act = read_file(EXAMPLES / "association" / "texts" / f"statute-2027.{language}.txt").act
    found = {m.citation.get("article") for m in match(TOPICS[topic], act.provisions, language)}
    assert found - {None} == set(articles.split())


# How a rule is met


def test_the_words_of_a_rule_stand_in_one_sentence() -> None:
    topic = own_topic("judge + elect")
    assert match(topic, [said("Judges are elected by the Chamber.")], "en")
    assert not match(topic, [said("Judges are free. The Chair is elected.")], "en")


def test_the_lead_in_and_the_heading_above_count_but_not_alone() -> None:
    topic = own_topic("president + appoint")
    lead = said("The President:", article="9")
    appoints = said("appoints judges;", article="9", subpoint="1")
    heading = said("The President", article="4", heading="1")
    minister = said("Ministers are appointed for a year.", article="4", point="2")
    found = match(topic, [heading, minister, lead, appoints], "en")
    assert [m.address for m in found] == ["art_4__para_2", "art_9__subpara_1"]
    assert [(w.address, w.text) for w in found[1].words] == [
        ("art_9", "President"),
        ("art_9__subpara_1", "appoints"),
    ]
    assert found[1].spans == ((0, 8),)


def test_what_closes_a_list_does_not_lead_into_it() -> None:
    topic = own_topic("judge + term")
    lead = said("The Chamber:\nThe term of the Speaker is two years.", article="9")
    assert not match(topic, [lead, said("elects judges;", article="9", subpoint="1")], "en")


def test_words_of_a_phrase_stand_side_by_side() -> None:
    topic = own_topic("personal data")
    assert match(topic, [said("Personal data are kept.")], "en")
    assert not match(topic, [said("Data of a personal nature are kept.")], "en")


def test_a_form_may_be_asked_for_alone() -> None:
    topic = own_topic("=members")
    assert match(topic, [said("The members meet.")], "en")
    assert not match(topic, [said("A member speaks.")], "en")


def test_a_word_counts_where_it_stands_outside_the_exception() -> None:
    topic = own_topic("land", unless=("land border",))
    (found,) = match(topic, [said("The land border crosses the land of the village.")], "en")
    assert [w.span for w in found.words] == [(28, 32)]


def test_a_match_names_its_article() -> None:
    (found,) = match(own_topic("tax"), [said("taxes;", article="5", point="2", subpoint="1")], "en")
    assert found.article == Citation.of(article="5")


def test_a_text_in_another_language_has_no_matches() -> None:
    assert match(own_topic("tax"), [said("Die Steuer.")], "de") == []


# Tables


def table(**changes: object) -> dict[str, Any]:
    wording = {"title": "Bees", "question": "And the bees?", "rules": ["bee"]}
    topic = {"code": "bees", **{language: dict(wording) for language in LANGUAGES}}
    return {"code": "own", "kk": "Өз", "ru": "Своё", "en": "Own", "topic": [topic], **changes}


def test_a_later_table_adds_words_to_a_topic_and_topics_to_a_group() -> None:
    more = {"code": "own", "topic": [{"code": "bees", "en": {"rules": ["hive"], "title": "Hives"}}]}
    (topic,) = topics_of({"first": table(), "more": more})
    assert topic.wordings["en"].rules == ("bee", "hive")
    assert (topic.wordings["en"].title, topic.wordings["en"].question) == ("Hives", "And the bees?")
    assert topic.wordings["kk"].rules == ("bee",)


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"en": ""}, "en"),
        ({"topic": []}, "topic"),
        ({"colour": "red"}, "colour"),
        ({"code": "Own Topics"}, "code"),
        ({"topic": table()["topic"] * 2}, "code"),
        ({"topic": [{"code": "bees"}]}, "kk"),
        ({"topic": [table()["topic"][0] | {"en": {"title": "T", "question": "Q"}}]}, "en.rules"),
        ({"topic": [table()["topic"][0] | {"en": {"rules": ["bee"]}}]}, "en.title"),
        ({"topic": [table()["topic"][0] | {"en": {"rules": ["bee + "]}}]}, "en.rules"),
        ({"topic": [table()["topic"][0] | {"en": {"rules": ["bee | ..."]}}]}, "en.rules"),
        ({"topic": [table()["topic"][0] | {"en": {"rules": "bee"}}]}, "en.rules"),
        ({"topic": [table()["topic"][0] | {"en": {"unless": ["a | b"]}}]}, "en.unless"),
        ({"topic": [table()["topic"][0] | {"en": {"words": ["bee"]}}]}, "en.words"),
    ],
)
def test_a_table_that_lacks_something_is_refused_by_its_name(
    changes: dict[str, object], key: str
) -> None:
    with pytest.raises(UnusableTopics) as refusal:
        topics_of({"own.toml": table(**changes)})
    assert (refusal.value.code, refusal.value.where) == ("F51", "own.toml")
    assert refusal.value.fields["key"] == key


# Laws

VOCABULARY = "land border tax taxes judge judges elected president the of Court pension; . , : \n"
texts = st.lists(st.sampled_from(VOCABULARY.split(" ")), max_size=14).map(" ".join)
acts = st.lists(texts, max_size=5).map(
    lambda lines: [said(line, article="1", point=str(n)) for n, line in enumerate(lines, 1)]
)
RULES = own_topic("land", "tax + judge", "president | court + elect", unless=("land border",))


def by_rule(found: list[Match]) -> set[tuple[str, str]]:
    return {(m.address, m.rule) for m in found}


@given(acts)
def test_every_span_holds_its_words_and_every_set_of_the_rule_is_met(act: list[Provision]) -> None:
    text_of = {provision.address: provision.text for provision in act}
    for found in match(RULES, act, "en"):
        assert found.spans
        assert all(text_of[w.address][slice(*w.span)] == w.text for w in found.words)
        shown = {w.lemma for f in found.words for w in words(f.text, "en")}
        assert all(shown & {p.strip() for p in part.split("|")} for part in found.rule.split("+"))


@given(acts)
def test_the_case_of_letters_does_not_count(act: list[Provision]) -> None:
    shouted = [Provision(p.citation, p.text.upper()) for p in act]
    assert by_rule(match(RULES, act, "en")) == by_rule(match(RULES, shouted, "en"))


@given(acts, texts)
def test_what_stands_beside_a_provision_takes_nothing_from_it(
    act: list[Provision], more: str
) -> None:
    longer = [*act, said(more, article="2")]
    assert by_rule(match(RULES, act, "en")) <= by_rule(match(RULES, longer, "en"))


@given(acts)
def test_an_exception_never_adds(act: list[Provision]) -> None:
    freer = own_topic(*RULES.wordings["en"].rules)
    assert by_rule(match(RULES, act, "en")) <= by_rule(match(freer, act, "en"))


@given(acts)
def test_topics_do_not_disturb_each_other(act: list[Provision]) -> None:
    together = matches([TOPICS["land"], TOPICS["taxes"]], act, "en")
    assert together == {code: match(TOPICS[code], act, "en") for code in ("land", "taxes")}
