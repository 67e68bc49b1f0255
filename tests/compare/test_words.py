"""The difference of two texts: nothing is lost, and each change has its nature."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from strategies import RUSSIAN, any_words, sentences

from zhargy.compare.comparison import Mark, Nature, Piece
from zhargy.compare.words import difference, new_text, old_text, tokens

_TEXTS = st.one_of(
    st.text(),
    any_words,
    st.lists(sentences(RUSSIAN), max_size=3).map("\n".join),
    st.text('аб ё е-–«»".,\n\t_1', max_size=30),
)


@given(_TEXTS, _TEXTS)
def test_both_texts_come_back_letter_by_letter(old: str, new: str) -> None:
    pieces = difference(old, new)
    assert old_text(pieces) == old
    assert new_text(pieces) == new


@given(_TEXTS)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert all(piece.mark is Mark.SAME for piece in difference(text, text))


@given(_TEXTS, _TEXTS)
def test_no_piece_is_empty(old: str, new: str) -> None:
    assert all(piece.text for piece in difference(old, new))


@given(_TEXTS)
def test_tokens_are_the_text(text: str) -> None:
    lead, found = tokens(text)
    assert lead + "".join(token.text + token.space for token in found) == text


@given(_TEXTS, _TEXTS)
def test_what_is_in_one_text_only_is_deleted_or_inserted_the_other_way(old: str, new: str) -> None:
    """The same words are kept both ways, whichever text comes first."""
    there, back = difference(old, new), difference(new, old)
    assert old_text(there) == new_text(back)
    assert new_text(there) == old_text(back)


def natures(old: str, new: str) -> set[Nature]:
    return {piece.nature for piece in difference(old, new) if piece.mark is not Mark.SAME}


def test_a_comma_is_no_change_of_words() -> None:
    assert natures("Мост общий.", "Мост общий;") == {Nature.PUNCTUATION}
    found = natures("Мост общий и открыт.", "Мост общий, и открыт.")
    assert found == {Nature.PUNCTUATION, Nature.SPELLING}  # the space before the word has moved


def test_a_capital_a_yo_a_look_alike_letter_and_a_dash_are_spelling() -> None:
    assert natures("Мост ещё чинят", "мост еще чинят") == {Nature.SPELLING}
    assert natures("Көпір және кілт", "Көпір жəне кілт") == {Nature.SPELLING}
    assert natures("коммунально-бытовой", "коммунально‑бытовой") == {Nature.SPELLING}
    assert natures("«мост»", '"мост"') == {Nature.SPELLING}


def test_a_word_is_a_word() -> None:
    assert natures("Мост открыт днём.", "Мост закрыт днём.") == {Nature.WORDS}


def test_a_phrase_that_stands_elsewhere_in_the_provision_has_moved() -> None:
    old = "По решению схода села староста чинит мост и хранит ключ."
    new = "Староста чинит мост и хранит ключ по решению схода села."
    moved = [p for p in difference(old, new) if p.nature is Nature.MOVED]
    assert [p.mark for p in moved] == [Mark.DELETED, Mark.INSERTED]
    assert "решению схода села" in moved[0].text


def test_two_words_are_too_few_for_a_moved_phrase() -> None:
    assert Nature.MOVED not in natures("весной сход чинит мост", "чинит мост весной сход")


def test_pieces_that_stay_are_told_apart_from_those_that_change() -> None:
    assert difference("Ключ у старосты.", "Ключ у кузнеца.") == (
        Piece(Mark.SAME, "Ключ у "),
        Piece(Mark.DELETED, "старосты", Nature.WORDS),
        Piece(Mark.INSERTED, "кузнеца", Nature.WORDS),
        Piece(Mark.SAME, "."),
    )
