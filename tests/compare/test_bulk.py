"""A style edit in many places is one line; a word that changes a rule is never hidden in it."""

from __future__ import annotations

import pytest
from strategies import KAZAKH, RUSSIAN, Tongue, act_of

from zhargy.compare.compare import compare
from zhargy.compare.comparison import Comparison, Mark, Nature, Pair

THINGS_RU = (
    ("Староста", "хранителем ключа", "хранитель ключа"),
    ("Мост", "общим путём двух сёл", "общий путь двух сёл"),
    ("Колодец", "местом встречи", "место встречи"),
    ("Мельница", "собственностью общины", "собственность общины"),
    ("Кузнец", "мастером железа", "мастер железа"),
    ("Пасека", "угодьем школы", "угодье школы"),
    ("Пристань", "началом пути", "начало пути"),
    ("Берег", "границей луга", "граница луга"),
    ("Невод", "снастью артели", "снасть артели"),
    ("Сторож", "помощником старосты", "помощник старосты"),
    ("Ярмарка", "праздником осени", "праздник осени"),
    ("Тропа", "дорогой к лесу", "дорога к лесу"),
)
THINGS_KK = (
    ("Староста", "кілттің иесі"), ("Көпір", "екі ауылдың жолы"), ("Құдық", "кездесу орны"),
    ("Диірмен", "қауымның мүлкі"), ("Ұста", "темір шебері"), ("Омарта", "мектептің жері"),
    ("Айлақ", "сапардың басы"), ("Жаға", "шабындық шегі"), ("Ау", "артель құралы"),
    ("Күзетші", "старостаның көмекшісі"), ("Жәрмеңке", "күз мерекесі"), ("Соқпақ", "орман жолы"),
)  # fmt: skip


def compared(old: list[str], new: list[str], tongue: Tongue) -> Comparison:
    return compare(act_of([old], tongue), act_of([new], tongue))


def story(language: str) -> tuple[Comparison, int]:
    """Twelve copulas become dashes; in one more place a word of substance changes as well."""
    if language == "ru":
        old = [f"{who} является {before}." for who, before, _ in THINGS_RU]
        new = [f"{who} – {after}." for who, _, after in THINGS_RU]
        old.append("Ремесленник является членом схода наравне с земледельцем.")
        new.append("Ремесленник – член схода наряду с земледельцем.")
        return compared(old, new, RUSSIAN), len(old)
    old = [f"{who} {what} болып табылады." for who, what in THINGS_KK]
    new = [f"{who} – {what}." for who, what in THINGS_KK]
    old.append("Қолөнерші жиында диқанмен тең мүше болып табылады.")
    new.append("Қолөнерші – жиында диқанмен қатар мүше.")
    return compared(old, new, KAZAKH), len(old)


by_language = pytest.mark.parametrize("language", ["ru", "kk"])


@by_language
def test_the_copula_that_went_everywhere_is_one_style_edit(language: str) -> None:
    comparison, count = story(language)
    copulas = [e for e in comparison.bulk if e.old in ("является", "болып табылады")]
    assert [(e.count, len(e.places)) for e in copulas] == [(count, count)]
    assert len(comparison.bulk) == 1


@by_language
def test_a_provision_in_which_only_the_copula_went_is_not_substantive(language: str) -> None:
    comparison, _ = story(language)
    assert not any(pair.substantive for pair in comparison.pairs[:-1])
    assert all(pair.words_changed for pair in comparison.pairs)


def changed_words(pair: Pair) -> set[str]:
    return {
        piece.text.strip(" .").split()[0]
        for piece in pair.pieces
        if piece.mark is not Mark.SAME and piece.nature is Nature.WORDS
    }


@by_language
def test_the_word_that_changed_in_the_same_batch_is_never_hidden(language: str) -> None:
    comparison, _ = story(language)
    last = comparison.pairs[-1]
    assert last.substantive
    words = {"ru": {"наравне", "наряду"}, "kk": {"тең", "қатар"}}[language]
    assert words <= changed_words(last)


def test_a_plural_beside_the_copula_is_no_case_of_its_complement() -> None:
    old = [f"{who} является {before}, судит участника." for who, before, _ in THINGS_RU]
    new = [f"{who} – {after}, судит участников." for who, _, after in THINGS_RU]
    comparison = compared(old, new, RUSSIAN)
    assert all(pair.substantive for pair in comparison.pairs)
    assert all({"участника", "участников"} <= plain_words(pair) for pair in comparison.pairs)


def plain_words(pair: Pair) -> set[str]:
    pieces = [p for p in pair.pieces if p.mark is not Mark.SAME and p.nature is Nature.WORDS]
    return {word.strip(".,") for piece in pieces for word in piece.text.split()}


PLACES = [
    f"{who} {what} весной" for who in ("Сход", "Староста", "Кузнец", "Сторож")
    for what in ("открывает ярмарку", "чинит мост", "мерит берег")
]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("{} за 5 дней.", "{} за 7 дней."),  # a number
        ("{} всегда.", "Не {} всегда."),  # negation
        ("{}, если может.", "{}, если обязан."),  # modality
        ("{} и вправе мерить.", "{} и обязан мерить."),
        ("{} для всех дворов.", "{} для многих дворов."),  # all
        ("{} до полудня.", "{} после полудня."),
        ("{} или осенью.", "{} и осенью."),
        ("{} не менее дня.", "{} не более дня."),
        ("{}.", "{} бесплатно."),  # a word that only comes in
        ("{} бесплатно.", "{}."),  # a word that only goes
        (
            "{} для их дворов.",
            "{} для дальних дворов.",
        ),  # a word that only points, for one that says
        ("{} законным путём.", "{} незаконным путём."),  # negation inside a word
        ("{} срочным порядком.", "{} бессрочным порядком."),
    ],
)
def test_what_changes_a_rule_by_itself_is_never_folded(before: str, after: str) -> None:
    comparison = compared(
        [before.format(p) for p in PLACES], [after.format(p) for p in PLACES], RUSSIAN
    )
    assert comparison.bulk == ()
    assert all(pair.substantive for pair in comparison.pairs)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("{} тиіс.", "{} мүмкін."),
        ("{} емес.", "{} болады."),
        ("{} барлық адам үшін.", "{} кейбір адам үшін."),
        ("{} 5 күнде.", "{} 7 күнде."),
        ("{} үшін сайланады.", "{} үшін сайланбайды."),  # negation inside a word
        ("{} үшін шектеулі.", "{} үшін шектеусіз."),
    ],
)
def test_what_changes_a_rule_in_kazakh_is_never_folded(before: str, after: str) -> None:
    places = [f"{who} {what}" for who, what in THINGS_KK]
    comparison = compared(
        [before.format(p) for p in places], [after.format(p) for p in places], KAZAKH
    )
    assert comparison.bulk == ()
    assert all(pair.substantive for pair in comparison.pairs)


def test_a_renamed_body_is_folded_over_its_case_forms() -> None:
    forms = (
        ("Сельский сход", "Общинный совет", "собирается весной"),
        ("Решение Сельского схода", "Решение Общинного совета", "обязательно"),
        ("Жалобу Сельскому сходу", "Жалобу Общинному совету", "подают письменно"),
        ("Вместе с Сельским сходом", "Вместе с Общинным советом", "считают улов"),
        ("О Сельском сходе", "Об Общинном совете", "пишут в книге"),
        ("Староста и Сельский сход", "Староста и Общинный совет", "хранят ключ"),
        ("Избирает Сельский сход", "Избирает Общинный совет", "кузнеца села"),
        ("Книгу ведёт Сельский сход", "Книгу ведёт Общинный совет", "круглый год"),
    )
    comparison = compared(
        [f"{a} {c}." for a, _, c in forms], [f"{b} {c}." for _, b, c in forms], RUSSIAN
    )
    assert len(comparison.bulk) == 1
    assert comparison.bulk[0].count >= len(forms) - 1
    substantive = [p.new.text for p in comparison.pairs if p.substantive and p.new]
    assert substantive in ([], ["Об Общинном совете пишут в книге."])


def test_the_same_word_in_three_places_is_no_bulk() -> None:
    old = [f"{who} чинит мост за день." for who in ("Сход", "Кузнец", "Староста")]
    new = [f"{who} красит мост за день." for who in ("Сход", "Кузнец", "Староста")]
    comparison = compared(old, new, RUSSIAN)
    assert comparison.bulk == ()
    assert all(pair.substantive for pair in comparison.pairs)


def test_punctuation_alone_is_no_change_of_words() -> None:
    pair = compared(["Мост общий и открыт днём."], ["Мост общий, и открыт днём;"], RUSSIAN).pairs[0]
    assert (pair.words_changed, pair.substantive, pair.fate.value) == (False, False, "kept")
