"""Every sentence that a person reads stands in three languages and says the same."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

import zhargy.messages
from zhargy.compare.comparison import Fate
from zhargy.languages import LANGUAGES
from zhargy.messages import Sentence, catalogue, number, plural, say, share
from zhargy.record.kinds import KINDS
from zhargy.text.provision import PREFIX

SOURCE = Path(zhargy.messages.__file__).parents[1]
KAZAKH = set("әғқңөұүһі")
TERMS = Path(__file__).parents[2] / "docs" / "spec" / "terms.md"
CODES = sorted(catalogue())
# Plural forms that a language must have (CLDR).
FORMS = {"kk": {"other"}, "ru": {"one", "few", "many"}, "en": {"one", "other"}}
# Sentences whose code is put together from a prefix and a value.
PUT_TOGETHER = (
    "aside-", "cite-", "column-", "fate-", "language-", "level-", "measure-", "read-edition-",
    "reason-", "page-", "event-", "edition-", "notebook-", "place-", "compare-bulk-", "kind-",
    "resolved-", "element-", "ordinals-", "table-", "deed-", "same-", "quote-", "redline-",
    "demo-stage-", "allowed-", "personal-", "log-", "rederived-", "record-", "unit-", "month-", "site-", "outcome-",
    "claim-", "vote-", "severity-", "stage-", "state-",
)  # fmt: skip

ERRORS = (
    "UnreadableText", "UnusableDecision", "UnwritableOutput", "UnusableForm", "UnreadableTable",
    "UnreadableRecord", "RecordMismatch", "UnusableFolder", "UnusableRule", "UnusableEntry",
)  # fmt: skip


def forms(sentence: Sentence) -> list[str]:
    return list(sentence.values()) if isinstance(sentence, Mapping) else [sentence]


def fields(sentence: Sentence) -> set[str]:
    return {name for form in forms(sentence) for _, name, _, _ in Formatter().parse(form) if name}


@cache
def trees() -> tuple[ast.Module, ...]:
    return tuple(ast.parse(path.read_text(encoding="utf-8")) for path in SOURCE.rglob("*.py"))


def calls() -> Iterator[tuple[str, ast.Call]]:
    for tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                yield name, node


def said_as_constants(*functions: str) -> set[str]:
    """The codes that are the first argument of calls of these functions."""
    return {
        str(node.args[0].value)
        for name, node in calls()
        if name in functions and node.args and isinstance(node.args[0], ast.Constant)
    }


def strings() -> set[str]:
    """All constant strings of the source, and the words of the assets."""
    found = {
        node.value
        for tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    for asset in (SOURCE / "reports" / "assets").glob("*"):
        if asset.suffix in (".html", ".js"):
            found.update(re.findall(r"[\w-]+", asset.read_text(encoding="utf-8")))
    return found


@pytest.mark.parametrize("code", CODES)
def test_every_sentence_stands_in_three_languages_with_the_same_fields(code: str) -> None:
    sentences = catalogue()[code]
    assert set(sentences) == {"kk", "ru", "en"}
    assert all(form.strip() for s in sentences.values() for form in forms(s))
    assert fields(sentences["kk"]) == fields(sentences["ru"]) == fields(sentences["en"])


@pytest.mark.parametrize("code", CODES)
def test_a_sentence_that_counts_has_every_plural_of_its_language(code: str) -> None:
    for language, sentence in catalogue()[code].items():
        if isinstance(sentence, Mapping):
            assert set(sentence) == FORMS[language]
            assert "n" in fields(sentence)


@pytest.mark.parametrize("code", CODES)
def test_a_kazakh_sentence_is_written_with_kazakh_letters(code: str) -> None:
    """Thirty letters without one of the nine are Russian, or no Kazakh that we know."""
    for form in forms(catalogue()[code]["kk"]):
        cyrillic = re.findall(r"[а-яёәғқңөұүһі]", form.casefold())
        if len(cyrillic) > 30:
            assert KAZAKH & set(cyrillic), form


@pytest.mark.parametrize("code", CODES)
def test_a_russian_or_english_sentence_has_no_letter_of_the_other_languages(code: str) -> None:
    for form in forms(catalogue()[code]["ru"]):
        assert not KAZAKH & set(form.casefold())
    if not code.startswith("language-"):
        for form in forms(catalogue()[code]["en"]):
            assert not re.search(r"[Ѐ-ӿ]", form)


def shunned() -> dict[str, list[str]]:
    """The last two columns of docs/spec/terms.md."""
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in TERMS.read_text(encoding="utf-8").splitlines()
        if line.startswith("| ")
    ]
    return {
        language: [word for row in rows[1:] for word in row[column].split(", ") if word]
        for language, column in (("kk", -2), ("ru", -1))
    }


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("language", ["kk", "ru"])
def test_a_concept_has_one_term(language: str, code: str) -> None:
    words = shunned()[language]
    assert words
    for form in forms(catalogue()[code][language]):
        assert not [word for word in words if word in form.casefold()]


@pytest.mark.parametrize("code", CODES)
def test_what_is_filled_in_bears_no_kazakh_suffix(code: str) -> None:
    """A suffix agrees with the last sound of its word, and that word is not known."""
    for form in forms(catalogue()[code]["kk"]):
        attached = re.findall(r"\}[»”]?-?([а-яёәғқңөұүһі]+)", form.casefold())
        assert not set(attached) & set(LANGUAGES["kk"].suffixes), form


def test_every_error_and_finding_that_is_raised_has_a_sentence() -> None:
    raised = said_as_constants(*ERRORS, "Finding", "Remark", "Broken")
    assert raised
    assert raised <= set(catalogue())


def test_every_field_of_an_error_is_given_where_it_is_raised() -> None:
    """`name` is the file itself, which the command line always knows."""
    for name, call in calls():
        if name not in ERRORS:
            continue
        if not (call.args and isinstance(call.args[0], ast.Constant)):
            continue
        if any(keyword.arg is None for keyword in call.keywords):
            continue
        code = str(call.args[0].value)
        given_fields = {keyword.arg for keyword in call.keywords} | {"name"}
        assert fields(catalogue()[code]["en"]) <= given_fields, code


def test_everything_said_is_in_the_catalogue() -> None:
    assert said_as_constants("say", "told", "progress") <= set(catalogue())


def test_no_sentence_is_unused() -> None:
    used = strings()
    unused = [c for c in CODES if c not in used and not c.startswith(PUT_TOGETHER)]
    assert not unused


def test_every_reason_for_setting_text_aside_has_a_sentence() -> None:
    reasons = {
        str(node.args[2].value)
        for name, node in calls()
        if name == "SetAside" and len(node.args) == 3 and isinstance(node.args[2], ast.Constant)
    }
    assert {f"aside-{reason.replace(' ', '-')}" for reason in reasons} <= set(catalogue())


def test_every_fate_language_and_level_has_its_words() -> None:
    for fate in Fate:
        assert f"fate-{fate.value}" in catalogue()
    for language in LANGUAGES:
        assert f"language-{language}" in catalogue()
    for level in PREFIX:
        assert f"cite-{level}" in catalogue()
    for level in set(PREFIX) - {"list", "occurrence", "subitem", "subsubitem"}:
        assert f"level-{level}" in catalogue()


def test_every_kind_of_entry_and_every_value_of_its_fixed_sets_has_a_name() -> None:
    chosen = {
        str(value.value)
        for tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Dict)
        for key, choice in zip(node.keys, node.values, strict=True)
        if isinstance(key, ast.Constant) and key.value in ("decision", "event", "reason", "use")
        if isinstance(choice, ast.Call) and getattr(choice.func, "attr", "") == "choice"
        for value in choice.args
        if isinstance(value, ast.Constant)
    }
    named = {f"record-kind-{kind}" for kind in KINDS} | {f"record-value-{one}" for one in chosen}
    named.add("record-value-tombstone-withdrawn")  # a role is withdrawn too, in other words
    assert chosen
    assert named == {code for code in CODES if code.startswith("record-")}


@given(st.integers(0, 10**9), st.sampled_from(zhargy.messages.LANGUAGES))
def test_a_number_keeps_its_digits_and_its_plural_is_a_form_of_the_language(
    count: int, language: str
) -> None:
    assert "".join(c for c in number(count, language) if c.isdigit()) == str(count)
    assert plural(count, language) in FORMS[language]


@pytest.mark.parametrize("language", zhargy.messages.LANGUAGES)
def test_a_share_is_rounded_half_up_to_one_decimal(language: str) -> None:
    assert share(77, 98, language).replace(",", ".").startswith("78.6")
    assert share(1, 2000, language).replace(",", ".").startswith("0.1")
    assert share(0, 5, language).replace(",", ".").startswith("0.0")


def test_a_code_that_is_not_in_the_catalogue_is_our_bug() -> None:
    with pytest.raises(KeyError):
        say("no-such-code", "en")
