"""Charters as drafters of other traditions number them: what a lawyer there would cite."""

from __future__ import annotations

import pytest

from zhargy.text.read import read_bytes
from zhargy.text.structure.acts import Reading


def reading(text: str, name: str = "a.txt") -> Reading:
    return read_bytes(text.encode(), name)


def cited(text: str, name: str = "a.txt") -> dict[str, str]:
    """What stands at each address, line breaks shown as " / "."""
    return {p.address: p.text.replace("\n", " / ") for p in reading(text, name).act.provisions}


def labels(text: str) -> dict[str, str]:
    return {e.citation.address: e.label for e in reading(text).act.elements()}


def test_a_title_may_end_with_an_abbreviation() -> None:
    assert (
        reading("Satzung des Vereins e. V.\n§ 1 Name\nWir.\n").act.title
        == "Satzung des Vereins e. V."
    )


# -- the number of an article ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("printed", "address"),
    [
        ("Статья 4¹. Знаки", "art_4-1"),
        ("Статья 12.Человек", "art_12"),
        ("Статья третья", "art_3"),
        ("5-бап.Атауы", "art_5"),
        ("Art 20a", "art_20a"),
        ("Art. 1er", "art_1"),
        ("Art. 4 bis", "art_4-bis"),
        ("Artículo 3 ter. Socios", "art_3-ter"),
        ("Artículo 3º. Socios", "art_3"),
        ("Art. 4º) Bajas", "art_4"),
        ("Art. 12.- Dissolution", "art_12"),
        ("ARTICLE IV - MEETINGS", "art_IV"),
        ("Article I: Name", "art_I"),
        ("§ 5a Ehrenmitglieder", "art_5a"),
    ],
)
def test_an_article_is_known_by_its_number_however_it_is_printed(
    printed: str, address: str
) -> None:
    found = reading(f"Charter\n{printed}\nThe bridge is common.\n")
    assert [e.citation.address for e in found.act.elements()] == [address]
    assert found.characters[0] == found.characters[1]


@pytest.mark.parametrize(
    ("printed", "address"),
    [
        ("РАЗДЕЛ ПЕРВЫЙ", "sec_1"),
        ("Глава двенадцатая. Суд", "chp_12"),
        ("ГЛАВА ДВАДЦАТЬ ПЕРВАЯ", "chp_21"),
        ("БІРІНШІ БӨЛІМ", "sec_1"),
        ("Он екінші тарау. Сот", "chp_12"),
        ("CHAPTER SEVENTEEN", "chp_17"),
        ("FIRST SCHEDULE", "annex_1"),
        ("TITRE Ier", "part_I"),
        ("Zweites Kapitel", "chp_2"),
        ("CAPÍTULO SÉPTIMO", "chp_7"),
    ],
)
def test_a_chapter_may_be_numbered_by_a_word(printed: str, address: str) -> None:
    found = reading(f"Charter\n{printed}\n1. The bridge is common.\n2. So is the key.\n")
    assert next(e.citation.address for e in found.act.elements()) == address


def test_an_article_numbered_4_bis_stands_between_4_and_5() -> None:
    assert not reading(
        "Statuts\nArt. 4\nA.\nArt. 4 bis\nB.\nArt. 4 ter\nC.\nArt. 5\nD.\n"
    ).findings[0]


# -- several labels on one line -------------------------------------------------------------------


def test_section_74_1_b_is_article_point_and_subpoint() -> None:
    text = (
        "Rules\nSection 74 Powers of the warden\n74(1) The warden may—\n(a) open the gate;\n"
        "(b) shut it.\n74(2) Keys are kept.\nSection 75(1)(a) The mill grinds.\n"
        "Section 75(1)(b) The mill rests.\n"
    )
    assert cited(text) == {
        "art_74__heading_1": "Powers of the warden",
        "art_74__para_1": "The warden may—",
        "art_74__para_1__subpara_a": "open the gate;",
        "art_74__para_1__subpara_b": "shut it.",
        "art_74__para_2": "Keys are kept.",
        "art_75__para_1__subpara_a": "The mill grinds.",
        "art_75__para_1__subpara_b": "The mill rests.",
    }
    assert labels(text)["art_75__para_1__subpara_b"] == "Section 75(1)(b)"
    assert reading(text).characters[0] == reading(text).characters[1]


def test_a_wrapped_line_that_begins_with_74_1_is_no_label() -> None:
    text = "Rules\nArticle 1\n1. The warden acts under section\n74(1) of the Act.\n"
    assert cited(text)["art_1__para_1"] == "The warden acts under section / 74(1) of the Act."


def test_british_acts_open_article_and_first_point_on_one_line() -> None:
    text = (
        "Clubs Act\nPART I\n1.—(1) A club has members.\n(2) A club keeps a register—\n(a) on paper;\n"
        "(b) or not.\n2.—(1) The list is public.\n(2) It is free.\n3. Rules follow.\n3A. So do forms.\n"
    )
    assert cited(text) == {
        "art_1__para_1": "A club has members.",
        "art_1__para_2": "A club keeps a register—",
        "art_1__para_2__subpara_a": "on paper;",
        "art_1__para_2__subpara_b": "or not.",
        "art_2__para_1": "The list is public.",
        "art_2__para_2": "It is free.",
        "art_3": "Rules follow.",
        "art_3A": "So do forms.",
    }


def test_numbers_with_a_dot_that_hold_bracketed_ones_are_articles() -> None:
    text = (
        "Constitution\nCHAPTER ONE\n1. The Isles\n(1) The Isles are free.\n(2) They value peace.\n"
        "2. Supremacy\nThis text is supreme.\nCHAPTER TWO\n3. Rights\n(1) All are equal.\n"
    )
    assert cited(text)["art_2"] == "This text is supreme."
    assert cited(text)["art_3__para_1"] == "All are equal."


def test_an_article_and_its_section_in_one_label() -> None:
    text = "Union\nArticle I, Section 1. Senate\nIt sits.\nArticle I, Section 2. Terms\nThey end.\n"
    assert cited(text) == {
        "art_I__para_1": "Senate / It sits.",
        "art_I__para_2": "Terms / They end.",
    }
    assert not reading(text).findings[0]


def test_paragraph_5_subparagraph_2_in_german() -> None:
    text = "Satzung\n§ 5 Abs. 1\nJeder zahlt.\n§ 5 Abs. 2\nKeiner haftet.\n§ 6\nEnde.\n"
    assert cited(text) == {
        "art_5__para_1": "Jeder zahlt.",
        "art_5__para_2": "Keiner haftet.",
        "art_6": "Ende.",
    }


# -- sections, signs and letters ------------------------------------------------------------------


def test_roman_headings_over_points_that_count_on_are_sections() -> None:
    text = (
        "Положение\nI. Общие положения\n1. Мост общий.\n2. Ключ хранят:\nа) летом;\nб) зимой.\n"
        "II. Полномочия\n3. Староста вправе требовать.\n"
    )
    assert cited(text) == {
        "sec_I__heading_1": "Общие положения",
        "para_1": "Мост общий.",
        "para_2": "Ключ хранят:",
        "para_2__subpara_а": "летом;",
        "para_2__subpara_б": "зимой.",
        "sec_II__heading_1": "Полномочия",
        "para_3": "Староста вправе требовать.",
    }


def test_the_roman_heading_of_the_next_part_is_no_point_of_the_last_article() -> None:
    text = "Gesetz\nI. Rechte\nArtikel 1\n(1) Jeder lebt.\n(2) Keiner leidet.\nII. Bund\nArtikel 2\nDer Bund ist frei.\n"
    assert cited(text)["art_1__para_2"] == "Keiner leidet."
    assert cited(text)["sec_II__heading_1"] == "Bund"


def test_roman_items_of_a_list_stay_items() -> None:
    text = "Charter\nArticle 1\nThe organs are:\nI. the moot;\nII. the warden.\n"
    assert cited(text)["art_1__para_II"] == "the warden."


def test_points_that_begin_anew_in_each_chapter_are_cited_with_it() -> None:
    text = "Устав\nГлава 1. Мост\n1. Раз.\n2. Два.\nГлава 2. Ключ\n1. Три.\n2. Четыре.\n"
    assert cited(text)["chp_2__para_1"] == "Три."
    assert not reading(text).findings[0]


def test_signs_that_hold_articles_are_subchapters() -> None:
    text = (
        "Кодекс\nГлава 1. Общее\n§ 1. Заём\nСтатья 1\nДают.\n§ 2. Кредит\nСтатья 2\nБерут.\n"
        "Глава 2. Иное\n§ 1. Дар\nСтатья 3\nДарят.\n"
    )
    assert [a for a in labels(text) if "subchp" in a] == [
        "chp_1__subchp_1", "chp_1__subchp_2", "chp_2__subchp_1"
    ]  # fmt: skip
    assert cited(text)["art_3"] == "Дарят."
    assert not reading(text).findings[0]


def test_signs_in_articles_are_their_points() -> None:
    text = "Ustawa\nArt. 1. § 1. Most jest nasz.\n§ 2. Klucz też.\nArt. 2. § 1. Koniec.\n"
    assert cited(text) == {
        "art_1__para_1": "Most jest nasz.",
        "art_1__para_2": "Klucz też.",
        "art_2__para_1": "Koniec.",
    }


def test_letters_with_a_dot_are_a_list_where_they_follow_each_other() -> None:
    text = "Bylaws\nArticle 1\n" + "".join(f"{x}. item {x}\n" for x in "abcdefghijk")
    assert list(cited(text)) == [f"art_1__subpara_{x}" for x in "abcdefghijk"]


def test_capitals_figures_and_small_letters_of_an_outline_nest() -> None:
    text = (
        "Bylaws\nArticle I. Aims\nA. We sit:\n1. in May;\n2. in June:\na. early;\nb. late:\n"
        "i. on Monday;\nii. on Friday.\nB. We vote.\n1. By hand.\n2. By ballot.\nC. We end.\n"
    )
    assert list(cited(text))[1:] == [
        "art_I__para_A",
        "art_I__para_A__subpara_1",
        "art_I__para_A__subpara_2",
        "art_I__para_A__subpara_2__cl_a",
        "art_I__para_A__subpara_2__cl_b",
        "art_I__para_A__subpara_2__cl_b__subcl_i",
        "art_I__para_A__subpara_2__cl_b__subcl_ii",
        "art_I__para_B",
        "art_I__para_B__subpara_1",
        "art_I__para_B__subpara_2",
        "art_I__para_C",
    ]


def test_the_initial_of_a_name_is_no_letter_of_a_list() -> None:
    text = "Устав\nСтатья 1\nМост общий.\nСтатья 2\nКлюч общий.\nг. Алматы\nА. Иванов\n"
    assert list(labels(text)) == ["art_1", "art_2"]


def test_decimals_below_an_article_nest_by_their_length() -> None:
    text = "Bylaws\nArticle 3\n3.1 A meeting.\n3.2 Another.\n3.2.1 Notice.\n3.3 Quorum.\nArticle 4\nEnd.\n"
    assert list(labels(text))[1:5] == [
        "art_3__para_1", "art_3__para_2", "art_3__para_2__subpara_1", "art_3__para_3"
    ]  # fmt: skip


def test_a_decimal_number_after_a_point_with_a_dot_is_an_inserted_one() -> None:
    text = "Устав\nСтатья 3\n1. А.\n2. Б.\n3. В.\n3.1. Г.\n4. Д.\n"
    assert list(labels(text))[3:] == ["art_3__para_3", "art_3__para_3.1", "art_3__para_4"]


def test_decimals_that_a_point_announces_are_its_list() -> None:
    text = "Устав\nСтатья 5\n1. Союз:\n1.1. поёт;\n1.2. пляшет.\n2. Конец.\n"
    assert list(labels(text))[2:] == [
        "art_5__para_1__subpara_1.1", "art_5__para_1__subpara_1.2", "art_5__para_2"
    ]  # fmt: skip


def test_a_list_below_a_decimal_heading_is_no_section() -> None:
    text = "# Charter\n\n## 3. Members\n\n### 3.1 Kinds\n\n1. Full.\n2. Half.\n3. Old.\n4. New.\n\n### 3.2 Fees\n\nNone.\n\n### 3.3 Votes\n\nBy hand.\n"
    assert cited(text, "a.md")["sec_3__para_1__subpara_4"] == "New."
    assert cited(text, "a.md")["sec_3__para_2__heading_1"] == "Fees"


def test_decimals_may_count_from_nought() -> None:
    text = "Bylaw\n0 General\n0.0 Name\n0.0.1 The moot.\n0.0.2 The gate.\n1 Fees\n1.0 Sum\n1.0.1 One.\n"
    assert cited(text)["sec_0__para_0__subpara_2"] == "The gate."
    assert cited(text)["sec_1__para_0__subpara_1"] == "One."


def test_lines_that_lead_to_a_page_are_contents() -> None:
    text = (
        "Bylaws\nContents\nArticle I Name ........ 2\nArticle II Aims ........ 3\n"
        "Article III End ........ 9\nARTICLE I:\nNAME\nWe are the moot.\nARTICLE II:\nAIMS\nPeace.\n"
    )
    assert cited(text)["art_II"] == "Peace."
    assert [note.kind for note in reading(text).act.notes] == ["contents"]


def test_a_section_missing_among_decimals_is_a_gap() -> None:
    found = reading("Charter\n1 Name\n1.1 A.\n1.2 B.\n2 Aim\n2.1 C.\n4 End\n4.1 D.\n").findings[0]
    assert [(f.rule, f.address) for f in found] == [("T1", "sec_4")]


def test_words_after_the_last_decimal_of_a_section_belong_to_it() -> None:
    text = "Устав\n1. Мост\n1.1. Мост общий.\n1.2. Мост чинят.\nЧинят весной.\n2. Ключ\n2.1. Ключ общий.\n"
    assert cited(text)["sec_1__para_2"] == "Мост чинят. / Чинят весной."


# -- lists that only the source shows ----------------------------------------------------------------


def test_dashes_that_a_subpoint_announces_belong_to_it() -> None:
    text = (
        "Устав\nСтатья 1\n1. Выдают:\n1) ключи;\n2) книги:\n- новые;\n- старые.\n2. Возвращают.\n"
    )
    assert cited(text)["art_1__para_1__subpara_2"] == "книги: / - новые; / - старые."


def test_a_list_inside_a_list_of_the_same_numbers_is_deeper() -> None:
    html = (
        "<h1>Rules</h1><h2>Article 1. Club</h2><ol><li>The club is:<ol><li>small;</li><li>open.</li>"
        "</ol></li><li>It sings.</li></ol>"
    )
    markdown = "# Rules\n\n## Article 1. Club\n\n1. The club is:\n   1. small;\n   2. open.\n2. It sings.\n"
    for text, name in ((html, "a.html"), (markdown, "a.md")):
        assert cited(text, name) == {
            "art_1__heading_1": "Club",
            "art_1__para_1": "The club is:",
            "art_1__para_1__subpara_1": "small;",
            "art_1__para_1__subpara_2": "open.",
            "art_1__para_2": "It sings.",
        }


def test_headings_without_numbers_are_sections_and_a_person_is_told() -> None:
    text = "# Governance\n\nHow we work.\n\n## Roles\n\n### Warden\n\nKeeps the key.\n\n## Votes\n\nBy hand.\n"
    assert cited(text, "a.md") == {
        "preamble__p_1": "How we work.",
        "sec_1__heading_1": "Roles",
        "chp_1__heading_1": "Warden",
        "chp_1": "Keeps the key.",
        "sec_2__heading_1": "Votes",
        "sec_2": "By hand.",
    }
    assert [(f.rule, f.severity) for f in reading(text, "a.md").findings[0]] == [("T4", 2)]


def test_the_rest_of_a_list_amid_the_words_does_not_break_the_decimals() -> None:
    text = (
        "Bylaws\nArticle 7\n7.1 The chair shall (a) preside; (b) sign;\n(c) report.\n7.2 The clerk writes.\n"
        "7.3 The warden walks.\n"
    )
    assert [a for a in cited(text) if "subpara" not in a] == [
        "art_7__para_1", "art_7__para_2", "art_7__para_3"
    ]  # fmt: skip
    assert "art_7__para_1__subpara_c" in cited(text)


# -- what may be missing -----------------------------------------------------------------------------


def test_a_list_that_begins_with_its_second_number_may_have_lost_the_first() -> None:
    found = reading("Устав\nСтатья 1. Мост\nМост общий.\n2. Мост чинят.\n3. Весной.\n").findings[0]
    assert [(f.rule, f.address, f.severity) for f in found] == [("T6", "art_1__para_2", 2)]


def test_points_of_a_chapter_may_go_on_from_the_one_before() -> None:
    text = "Устав\nГлава 1. Мост\n1. Раз.\n2. Два.\nГлава 2. Ключ\n3. Три.\n4. Четыре.\n"
    assert not reading(text).findings[0]


def test_spanish_final_provisions_are_no_part_of_the_last_article() -> None:
    text = (
        "Estatutos\nArtículo 1. Nombre\nSomos Sol.\nDisposición transitoria primera\nSigue lo viejo.\n"
        "DISPOSICIÓN FINAL\nEntra en vigor.\n"
    )
    assert cited(text) == {
        "art_1__heading_1": "Nombre",
        "art_1": "Somos Sol.",
        "transitional_1__heading_1": "Disposición transitoria primera",
        "transitional_1": "Sigue lo viejo.",
        "transitional_2__heading_1": "DISPOSICIÓN FINAL",
        "transitional_2": "Entra en vigor.",
    }


# -- titles of articles ---------------------------------------------------------------------------

LONG = (
    "Pago de las cuotas de las personas que cuidan el puente común durante los meses del invierno."
)


def test_a_long_title_with_a_full_stop_is_a_title_where_every_article_has_one() -> None:
    found = cited(
        "Estatutos del Puente\n"
        "Artículo 1. Nombre.\nLa asociación se llama Puente.\n"
        "Artículo 2. Sede.\nLa sede está en Lumo.\n"
        f"Artículo 3. {LONG}\n1. La cuota se paga en enero.\n2. La junta la fija.\n"
        "Artículo 4. Fin.\nLa asociación se disuelve.\n"
    )
    assert found["art_3__heading_1"] == LONG
    assert "art_3" not in found
    assert found["art_3__para_1"] == "La cuota se paga en enero."


def test_a_long_sentence_before_a_paragraph_is_law_where_articles_have_no_titles() -> None:
    found = cited(
        "Estatutos del Puente\n"
        "Artículo 1. La asociación se llama Puente.\n"
        "Artículo 2. La sede está en Lumo.\n"
        f"Artículo 3. {LONG}\nLa junta fija la cuota.\n"
        "Artículo 4. La asociación se disuelve.\n"
    )
    assert found["art_3"] == f"{LONG} / La junta fija la cuota."


def test_two_sentences_on_the_line_of_the_number_are_no_title() -> None:
    two = "La cuota se paga en enero por quienes cuidan el puente. La junta la fija cada año."
    found = cited(
        "Estatutos del Puente\n"
        "Artículo 1. Nombre.\nLa asociación se llama Puente.\n"
        "Artículo 2. Sede.\nLa sede está en Lumo.\n"
        f"Artículo 3. {two}\nLa cuota no se devuelve.\n"
        "Artículo 4. Fin.\nLa asociación se disuelve.\n"
    )
    assert found["art_3"] == f"{two} / La cuota no se devuelve."


def test_a_heading_of_the_source_is_a_title_however_long() -> None:
    found = cited(f"# Estatutos\n\n## Artículo 1. {LONG}\n\nLa cuota se paga.\n", "a.md")
    assert (found["art_1__heading_1"], found["art_1"]) == (LONG, "La cuota se paga.")


# -- numbers without law ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "mark",
    [
        "(Anulado)",
        "(Anulada).",
        "(Derogado)",
        "(Derogados)",
        "(Suprimido)",
        "Suprimida por la Ley 3/2031",
        "(Suprimida por la junta de mayo)",
        "(Sin contenido)",
        "(weggefallen)",
        "(aufgehoben)",
        "aufgehoben durch Beschluss vom 3. Mai 2031",
        "(abrogé)",
        "(Abrogés)",
        "(repealed)",
        "[Repealed]",
        "INTENTIONALLY LEFT BLANK",
        "[Reserved]",
        "[Reserved.]",
        "(Omitted)",
    ],
)
def test_a_number_that_says_it_holds_no_law_is_no_provision(mark: str) -> None:
    found = reading(
        f"Charter\nArticle 1. Bridge\n1. The bridge is common.\n2. {mark}\n3. It is kept.\n"
        f"Article 2. {mark}\nArticle 3. Toll\n{mark}\nArticle 4\n{mark}\n"
        "Article 5. End\nThe club ends.\n"
    ).act
    assert [e.citation.address for e in found.repealed] == [
        "art_1__para_2",
        "art_2",
        "art_3",
        "art_4",
    ]
    assert [p.text for p in found.provisions] == [
        "Bridge",
        "The bridge is common.",
        "It is kept.",
        "End",
        "The club ends.",
    ]


@pytest.mark.parametrize(
    "rule",
    [
        "Reserved seats are common.",
        "Reserved: the seats of the board.",
        "Omitted names are added by the clerk.",
        "Anulado puede ser todo acuerdo.",
        "Anulado por la junta un acuerdo, se publica en la puerta.",
        "Aufgehoben werden kann jeder Beschluss.",
    ],
)
def test_a_rule_that_begins_with_such_a_word_is_law(rule: str) -> None:
    found = cited(f"Charter\nArticle 1. Bridge\n1. The bridge is common.\n2. {rule}\n")
    assert found["art_1__para_2"] == rule


# -- lettered divisions -----------------------------------------------------------------------------

DIVIDED = """{0}Satzung des Brückenvereins

{0}A. Allgemeines

{0}§ 1 Name

Der Verein heißt Brücke.

{0}§ 2 Sitz

(1) Der Sitz ist Lumo.

(2) Die Brücke ist gemeinsam.

{0}B. Mitgliedschaft

{0}§ 3 Mitglieder

Wer die Brücke pflegt, ist Mitglied.

{0}C. Organe

{0}§ 4 Vorstand

Der Vorstand führt den Schlüssel.
"""


@pytest.mark.parametrize(("signs", "name"), [("## ", "a.md"), ("", "a.txt")])
def test_a_lettered_heading_above_articles_is_a_section(signs: str, name: str) -> None:
    text = DIVIDED.format(signs)
    assert reading(text, name).act.title == "Satzung des Brückenvereins"
    assert cited(text, name) == {
        "sec_A__heading_1": "Allgemeines",
        "art_1__heading_1": "Name",
        "art_1": "Der Verein heißt Brücke.",
        "art_2__heading_1": "Sitz",
        "art_2__para_1": "Der Sitz ist Lumo.",
        "art_2__para_2": "Die Brücke ist gemeinsam.",
        "sec_B__heading_1": "Mitgliedschaft",
        "art_3__heading_1": "Mitglieder",
        "art_3": "Wer die Brücke pflegt, ist Mitglied.",
        "sec_C__heading_1": "Organe",
        "art_4__heading_1": "Vorstand",
        "art_4": "Der Vorstand führt den Schlüssel.",
    }


def test_a_list_of_capitals_in_an_article_is_no_division() -> None:
    found = cited(
        "Charter\nArticle 1. Seats\nThe board has:\nA. A chair\nB. A clerk\n"
        "Article 2. Term\nTwo years.\n"
    )
    assert (found["art_1__para_A"], found["art_1__para_B"]) == ("A chair", "A clerk")


@pytest.mark.parametrize("sign", ["º", "°", "ª", ".º", ".°", ".ª", "º)", ".º)"])
def test_a_number_with_a_raised_letter_is_one_label(sign: str) -> None:
    found = cited(
        f"Estatutos\nArtículo 1. Fines\nSon fines:\n1{sign} El puente.\n2{sign} La llave.\n"
        "Artículo 2. Fin\nLa asociación se disuelve.\n"
    )
    assert (found["art_1__para_1"], found["art_1__para_2"]) == ("El puente.", "La llave.")


def test_a_wrapped_line_that_begins_with_a_raised_letter_is_no_label() -> None:
    found = cited(
        "Estatutos\nArtículo 1. Fines\nSe estará a lo que dice el artículo\n2.º de esta norma.\n"
        "Artículo 2. Fin\nLa asociación se disuelve.\n"
    )
    assert "2.º de esta norma." in found["art_1"]


# -- sections with a heading ------------------------------------------------------------------------


def test_the_heading_of_a_section_that_holds_only_a_list_is_no_law() -> None:
    found = cited(
        "# By-Laws\n\n# ARTICLE I - NAME\n\n## SECTION 1.1 Bridge\n\nThe bridge is common.\n\n"
        "## SECTION 1.2 Friendly Status\n\n(a) The club is a friend.\n\n(b) It has a key.\n\n"
        "# ARTICLE II - END\n\n## SECTION 2.1 Final Day\n\nThe club ends.\n",
        "a.md",
    )
    assert found == {
        "art_I__heading_1": "NAME",
        "art_I__para_1.1__heading_1": "Bridge",
        "art_I__para_1.1": "The bridge is common.",
        "art_I__para_1.2__heading_1": "Friendly Status",
        "art_I__para_1.2__subpara_a": "The club is a friend.",
        "art_I__para_1.2__subpara_b": "It has a key.",
        "art_II__heading_1": "END",
        "art_II__para_2.1__heading_1": "Final Day",
        "art_II__para_2.1": "The club ends.",
    }


def test_a_section_without_words_below_its_heading_keeps_them_as_law() -> None:
    found = cited(
        "# By-Laws\n\n# ARTICLE I - NAME\n\n## SECTION 1.1 The bridge is common\n\n"
        "## SECTION 1.2 The key is common\n",
        "a.md",
    )
    assert found["art_I__para_1.1"] == "The bridge is common"
    assert found["art_I__para_1.2"] == "The key is common"


def test_a_section_of_a_plain_text_may_have_a_heading_above_its_list() -> None:
    found = cited(
        "By-Laws\nARTICLE I - NAME\nSection 1. Friendly Status\n(a) The club is a friend.\n"
        "(b) It has a key.\nSection 2. The club shall:\n(a) keep the bridge;\n(b) keep the key.\n"
    )
    assert found["art_I__para_1__heading_1"] == "Friendly Status"
    assert "art_I__para_1" not in found
    assert found["art_I__para_2"] == "The club shall:"


# -- what stands below the last provision -----------------------------------------------------------


@pytest.mark.parametrize(
    "formula",
    [
        "Por tanto, ordeno que todos los socios a quienes toque esta norma la cumplan.\n"
        "Lumo, 8 de abril de 2031.\nANA PUENTE RÍO,\nPresidenta",
        "Por tanto,\nMando a todos los socios que la guarden.\nDado en Lumo, a 8 de abril de 2031.",
        "Given at Lumo, under the seal of the club, on the eighth day of April of the year.",
        "IN WITNESS WHEREOF, the clerks have signed this charter.\nANNA BRIDGE,\nClerk",
        "Gegeben zu Lumo, am 8. April 2031, unter dem Siegel des Vereins und aller Mitglieder.\nDer Vorstand",
        "Fait à Lumo, le 8 avril 2031, en deux exemplaires, chacun signé par tous les membres.",
    ],
)
def test_the_formula_that_promulgates_an_act_is_no_law(formula: str) -> None:
    found = reading(
        "Charter\nArticle 1. Bridge\nThe bridge is common.\n"
        f"Article 2. End\n1. The club ends.\n2. The key is kept.\n{formula}\n"
    ).act
    assert found.by_address["art_2__para_2"].text == "The key is kept."
    assert [(n.kind, n.text) for n in found.notes] == [("signature", formula)]


def test_the_formula_stands_above_the_annexes() -> None:
    found = reading(
        "Charter\nArticle 1. Bridge\nThe bridge is common.\nArticle 2. End\nThe club ends.\n"
        "Given at Lumo, under the seal of the club and in the sight of all.\nANNA BRIDGE,\nClerk\n"
        "Annex 1. Keys\n1. The first key.\n2. The second key.\n"
    ).act
    assert found.by_address["art_2"].text == "The club ends."
    assert found.by_address["annex_1__para_2"].text == "The second key."
    assert [n.kind for n in found.notes] == ["signature"]


@pytest.mark.parametrize(
    "rule",
    [
        "Given at the door, it reaches all members of the club who live by the bridge.",
        "Por tanto, los socios que cuidan el puente quedan libres de la cuota de todo el año.",
    ],
)
def test_words_that_only_begin_like_a_formula_are_law(rule: str) -> None:
    assert cited(f"Charter\nArticle 1. Notice\nThe clerk sends a notice.\n{rule}\n")[
        "art_1"
    ].endswith(rule)


@pytest.mark.parametrize("label", ["Article 2", "Article 2. Notices"])
def test_a_formula_is_law_where_it_is_all_that_an_article_says(label: str) -> None:
    rule = "Given at Lumo, a notice reaches all members of the club who live by the bridge."
    assert cited(f"Charter\nArticle 1\nThe bridge.\n{label}\n{rule}\n")["art_2"] == rule


def test_provisions_below_a_formula_are_law() -> None:
    found = cited(
        "Estatutos\nArtículo 1. Fin.\nEl puente es común.\nDado en Lumo, por la junta del puente.\n"
        "Disposición final primera.\nLa norma rige desde mayo.\n"
    )
    assert found["transitional_1"] == "La norma rige desde mayo."


# -- around the title -------------------------------------------------------------------------------


def test_the_title_of_the_front_matter_is_the_title_of_an_act_that_shows_none() -> None:
    body = "Last changed in May.\n\n## Article 1. Bridge\n\nThe bridge is common.\n"
    front = '---\nlayout: page\ntitle: "Bridge: By-Laws"\n---\n\n'
    assert reading(front + body, "a.md").act.title == "Bridge: By-Laws"
    shown = reading(f"{front}# Charter of the Bridge\n\n{body}", "a.md").act
    assert shown.title == "Charter of the Bridge"


def test_a_note_that_the_act_is_repealed_is_no_law() -> None:
    note = "Norma derogada, con efectos de 3 de mayo de 2031, por la Ley 2/2031, de 1 de mayo."
    found = reading(
        f"# Ley del Puente\n\n{note}\n\nArtículo 1. Fin.\n\nEl puente es común.\n", "a.md"
    )
    assert found.act.title == "Ley del Puente"
    assert [n.text for n in found.act.notes] == [note]
    assert "preamble__p_1" not in found.act.by_address


def test_a_line_that_says_who_approved_the_act_is_a_note() -> None:
    found = reading(
        "Approved by the Clerk of Lumo on 2031-05-03\n\n# By-Laws\n\n# ARTICLE I - NAME\n\nBridge.\n",
        "a.md",
    ).act
    assert found.title == "By-Laws"
    assert [(n.kind, n.text) for n in found.notes] == [
        ("adoption", "Approved by the Clerk of Lumo on 2031-05-03")
    ]


def test_an_annex_without_numbers_keeps_its_inner_headings() -> None:
    found = cited(
        "# Charter\n\n## Article 1. Bridge\n\nThe bridge is common.\n\n## APPENDIX\n\n"
        "### History\n\nThe charter is old.\n\nIt was mended.\n\n### Friends\n\nLumo is a friend.\n",
        "a.md",
    )
    assert found == {
        "art_1__heading_1": "Bridge",
        "art_1": "The bridge is common.",
        "annex_1__sec_1__heading_1": "History",
        "annex_1__sec_1": "The charter is old. / It was mended.",
        "annex_1__sec_2__heading_1": "Friends",
        "annex_1__sec_2": "Lumo is a friend.",
    }


def test_one_heading_below_an_annex_is_its_own() -> None:
    found = cited(
        "# Charter\n\n## Article 1. Bridge\n\nThe bridge is common.\n\n## APPENDIX\n\n"
        "### Friends\n\nLumo is a friend.\n",
        "a.md",
    )
    assert (found["annex_1__heading_1"], found["annex_1"]) == ("Friends", "Lumo is a friend.")
