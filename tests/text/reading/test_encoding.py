from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhargy.errors import UnreadableText
from zhargy.text.reading.encoding import decode

RUSSIAN = "Статья 5. Каждый имеет право на свободу и личную неприкосновенность – «всегда»."
KAZAKH = (
    "5-бап. Әркімнің өз отбасының құпиясына, ар-ұжданы мен қадір-қасиетінің қорғалуына құқығы бар."
)


def refusal_of(data: bytes) -> UnreadableText:
    with pytest.raises(UnreadableText) as refusal:
        decode(data, "a.txt")
    return refusal.value


@pytest.mark.parametrize(
    "name", ["utf-8", "utf-16-le", "utf-16-be", "cp1251", "koi8-r", "cp866", "mac-cyrillic"]
)
def test_russian_is_recognised_in_its_encodings(name: str) -> None:
    data = RUSSIAN.encode(name, "ignore")
    assert decode(data, "a.txt") == (data.decode(name), name)


@pytest.mark.parametrize("name", ["utf-8", "utf-16-le", "kz1048", "ptcp154"])
def test_kazakh_letters_are_recognised_in_the_two_tables_that_hold_them(name: str) -> None:
    data = KAZAKH.encode(name)
    assert decode(data, "a.txt") == (KAZAKH, name)


@pytest.mark.parametrize("name", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_is_no_letter(name: str) -> None:
    assert decode(KAZAKH.encode(name), "a.txt")[0] == KAZAKH


def test_accents_are_read_as_west_european() -> None:
    text = "L'État est responsable de l'égalité des députés élus."
    assert decode(text.encode("cp1252"), "a.txt") == (text, "cp1252")


def test_what_a_page_declares_is_a_hint_and_not_the_truth() -> None:
    assert decode(RUSSIAN.encode("cp1251"), "a.html", declared="utf-8")[1] == "cp1251"
    assert decode(RUSSIAN.encode(), "a.html", declared="windows-1251")[1] == "utf-8"
    assert decode(RUSSIAN.encode(), "a.html", declared="no such table")[1] == "utf-8"


@pytest.mark.parametrize("wrong", ["cp1251", "latin-1", "cp1252"])
@pytest.mark.parametrize("text", [RUSSIAN, KAZAKH])
def test_text_read_in_a_wrong_encoding_and_saved_again_is_refused(text: str, wrong: str) -> None:
    broken = text.encode().decode(wrong, "replace")
    refusal = refusal_of(broken.encode())
    assert (refusal.code, refusal.where) == ("R19", "a.txt")
    assert str(refusal.fields["detail"]).startswith("UTF-8")


def test_koi8_taken_for_windows_is_refused() -> None:
    broken = ("Статья Каждый Право Закон " + RUSSIAN).encode("koi8-r", "ignore").decode("cp1251")
    assert refusal_of(broken.encode()).fields["detail"] == "KOI8-R → cp1251"


@pytest.mark.parametrize("name", ["utf-8", "cp1251"])
def test_kazakh_letters_turned_into_question_marks_are_refused(name: str) -> None:
    lost = KAZAKH.encode("cp1251", "replace").decode("cp1251").encode(name)
    assert refusal_of(lost).fields["detail"] == "?"


def test_a_question_is_no_lost_letter() -> None:
    assert decode("Вправе ли он? Да. Так ли?это".encode(), "a.txt")[1] == "utf-8"


def test_nul_and_broken_places_are_refused_with_their_byte() -> None:
    assert refusal_of(b"ab\x00cd ef").fields["detail"] == "NUL"
    whole = RUSSIAN.encode()
    assert refusal_of(whole[:22] + b"\xff" + whole[22:]).fields["detail"] == "UTF-8, byte 22"
    assert refusal_of(whole[:-3] + whole[-4:-3]).code == "R19"


def outcome(data: bytes) -> tuple[str, str] | UnreadableText:
    try:
        return decode(data, "a.txt")
    except UnreadableText as refusal:
        return refusal


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    found = outcome(data)
    if isinstance(found, UnreadableText):
        assert found.code == "R19"
    else:
        assert "\x00" not in found[0]
        assert found[1]


@given(st.text(st.sampled_from("абвгдеәғқңөұүһі АБВ.,«»–"), min_size=1))
def test_every_utf8_text_comes_back_as_it_was(text: str) -> None:
    found = outcome(text.encode())
    if isinstance(found, UnreadableText):  # a random jumble may well look like one
        assert found.fields["detail"] == "KOI8-R → cp1251"
    else:
        assert found == (text, "utf-8")


def test_a_text_of_question_marks_has_lost_its_letters() -> None:
    lost = "Статья 1. Мост общий.\nМост чинят весной.\n".encode("ascii", "replace")
    with pytest.raises(UnreadableText) as refused:
        decode(lost, "a.txt")
    assert refused.value.code == "R19"
    assert decode(b"Who? What? When? Where?", "a.txt")[1] == "utf-8"
