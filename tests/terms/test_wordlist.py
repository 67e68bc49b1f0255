from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhargy.languages.alphabets import collation, initial
from zhargy.terms.search import Document, build
from zhargy.terms.wordlist import words_by_letter

# The alphabet in use.
KAZAKH = (
    "А Ә Б В Г Ғ Д Е Ё Ж З И Й К Қ Л М Н Ң О Ө П Р С Т У Ұ Ү Ф Х Һ Ц Ч Ш Щ Ъ Ы І Ь Э Ю Я".split()
)
ACT = [
    Document("art_1", "1-бап", "Әркімнің құқығы бар. Қазақстан Республикасы – құқықтық мемлекет."),
    Document("art_2", "2-бап", "Мемлекет пен Қазақстан халқы; ізгілік, ынта; habeas corpus 39."),
]


def test_kazakh_letters_stand_as_in_the_kazakh_alphabet() -> None:
    assert sorted(set(KAZAKH), key=collation("kk")) == KAZAKH != sorted(KAZAKH)
    assert len(KAZAKH) == 42


def test_words_stand_under_their_letters_with_their_provisions() -> None:
    letters = words_by_letter(build(ACT, "kk"))
    assert [letter.letter for letter in letters] == [
        *sorted((x.letter for x in letters if x.letter), key=collation("kk")), "",
    ]  # fmt: skip
    listed = {w.word: [d.address for d in w.documents] for x in letters for w in x.words}
    assert listed["мемлекет"] == ["art_1", "art_2"]
    assert listed["Қазақстан"] == ["art_1", "art_2"]
    assert listed["құқық"] == ["art_1"]
    assert "39" not in listed
    assert "пен" not in listed


def test_a_word_of_another_script_stands_at_the_end() -> None:
    last = words_by_letter(build(ACT, "kk"))[-1]
    assert (last.letter, [w.word for w in last.words]) == ("", ["corpus", "habeas"])


def test_a_word_with_a_capital_only_at_the_beginning_of_a_sentence_is_no_name() -> None:
    act = [Document("art_1", "ст. 1", "Народ избирает. Народ правит. Совет и Президент решают.")]
    listed = [w.word for x in words_by_letter(build(act, "ru")) for w in x.words]
    assert listed == ["избирать", "народ", "править", "Президент", "решать", "совет"]


@pytest.mark.parametrize("language", ["kk", "ru", "en", "de", "es"])
@given(words=st.lists(st.text(st.characters(categories=["L"]), min_size=1, max_size=6)))
def test_words_of_one_letter_stand_together(language: str, words: list[str]) -> None:
    initials = [initial(w, language) for w in sorted(words, key=collation(language))]
    runs = [a for a, b in zip(initials, [None, *initials], strict=False) if a != b]
    assert len(runs) == len(set(runs))
