"""The documentation says what the program does: commands, outputs, codes, figures, links.

`--update-golden` brings terminal blocks and generated tables up to date; the diff is what we review.
"""

from __future__ import annotations

import ast
import doctest
import json
import re
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docs.pages import (
    DOCS,
    REAL,
    ROOT,
    Terminal,
    agrees,
    commands,
    fences,
    furnish,
    name_of,
    needs_real_data,
    pages,
    rewritten,
    steps,
    terminal_blocks,
)
from docs.schema import faults
from typer.main import get_command

import zhargy
from zhargy.cli.main import application
from zhargy.compare.comparison import Fate, Nature
from zhargy.compare.decisions import decisions_of
from zhargy.compare.editions import Event
from zhargy.messages import LANGUAGES, catalogue
from zhargy.referendum.acceptance import acceptances_from
from zhargy.referendum.case import case_of
from zhargy.referendum.form import form_from
from zhargy.referendum.outcome import decide
from zhargy.referendum.rule import Outcome, rule_of
from zhargy.reform.comparing import compare_files, write_comparison
from zhargy.reform.forms import shipped_forms
from zhargy.reform.registers import register_from
from zhargy.reform.rules import rule_named, shipped_rules
from zhargy.reform.tables import make_document
from zhargy.reform.texts import READ_KINDS, read_file, write_reading
from zhargy.reports.documents import document_bytes
from zhargy.reports.forms import FILLED, SECTIONS, SHOWN, form_of
from zhargy.reports.justifications import justifications_of
from zhargy.text.provision import PREFIX

SOURCE = Path(zhargy.__file__).parent
SAMPLE = ROOT / "examples" / "jetiaral" / "texts"
PAGES = pages()
GUIDE = [page for page in PAGES if page.parent.name == "guide"]
TUTORIALS = sorted(DOCS.glob("tutorial.*.md"))


def commands_of(group: Any, above: str = "") -> Iterator[tuple[str, Any]]:
    """Every command by its name ("compare", "table read"), groups of commands too."""
    for name, command in group.commands.items():
        yield f"{above}{name}", command
        if hasattr(command, "commands"):
            yield from commands_of(command, f"{above}{name} ")


COMMANDS: dict[str, Any] = dict(commands_of(get_command(application("en"))))
STANDARDS = (
    "https://c2sp.org/",
    "https://docs.oasis-open.org/legaldocml/",
    "https://json-schema.org/",
    "https://toml.io/",
    "https://www.rfc-editor.org/",
    "https://www.apache.org/licenses/",
)

each_page = pytest.mark.parametrize("page", PAGES, ids=name_of)


def words_of(*names: str) -> str:
    return "\n".join((DOCS / name).read_text(encoding="utf-8") for name in names)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the samples, where the commands of a page run."""
    furnish(tmp_path)
    monkeypatch.chdir(tmp_path)
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("ZHARGY_LANGUAGE", "en")
    monkeypatch.setenv("COLUMNS", "80")
    return tmp_path


# -- what is shown ---------------------------------------------------------------------------------


@each_page
def test_a_terminal_block_shows_what_the_command_prints(
    page: Path, desk: Path, update_golden: bool
) -> None:
    if needs_real_data(page) and REAL is None:
        pytest.skip("the official files are found through ZHARGY_REAL_DATA")
    terminal, text, wrong = Terminal(), page.read_text(encoding="utf-8"), []
    for block in terminal_blocks(page):
        fresh: list[str] = []
        for command, shown in steps(block):
            real = terminal.run(command)
            if not agrees(shown, real):
                wrong.append(f"{command}\n" + "\n".join(real))
            fresh += [f"$ {command}", *(shown if agrees(shown, real) else rewritten(shown, real))]
        text = text.replace(f"```text\n{block}```", "```text\n" + "\n".join(fresh) + "\n```")
    if update_golden:
        page.write_text(text, encoding="utf-8")
    else:
        assert not wrong, f"{name_of(page)}: pytest tests/docs --update-golden\n" + "\n".join(wrong)


@each_page
def test_python_snippets_run_as_doctests(page: Path, desk: Path) -> None:
    blocks = "\n".join(block for block in fences(page, "python") if ">>>" in block)
    snippet = doctest.DocTestParser().get_doctest(blocks, {}, name_of(page), None, 0)
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    assert runner.run(snippet).failed == 0


@each_page
def test_every_command_and_option_that_is_named_exists(page: Path) -> None:
    spans = re.findall(r"`zhargy ([^`]+)`", page.read_text(encoding="utf-8"))
    named = [span.split() for span in spans] + list(commands(page))
    for words in named:
        options = {word.partition("=")[0] for word in words if re.match(r"--?[a-z]", word)}
        if words[0].startswith("-") or words[0] == "COMMAND":
            assert options <= {"--help", "--version", "--language"}
            continue
        name = " ".join(words[:2]) if " ".join(words[:2]) in COMMANDS else words[0]
        assert name in COMMANDS, words
        known = {name for param in COMMANDS[name].params for name in param.opts}
        assert options <= known | {"--help"}, words


@each_page
def test_every_target_of_make_that_is_named_exists(page: Path) -> None:
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = re.findall(r"(?:`|^)make (\w+)", page.read_text(encoding="utf-8"), re.MULTILINE)
    assert set(named) <= targets


@pytest.mark.parametrize("page", [*TUTORIALS, DOCS / "guide" / "kazakhstan.md"], ids=name_of)
def test_every_percentage_in_the_prose_stands_in_a_terminal_block_of_its_page(page: Path) -> None:
    prose = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    shown = re.sub(r"\s+", "", "".join(terminal_blocks(page)))
    figures = re.findall(r"\d+(?:[.,]\d+)?\s?%|\d[\d,]* / \d[\d,]*", prose)
    assert [f for f in figures if re.sub(r"\s+", "", f) not in shown] == []


# -- every command, code and value has its words --------------------------------------------------


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_has_its_paragraph(name: str) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert re.search(rf"^- \*\*`zhargy {name}\b", readme, re.MULTILINE)


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_option_stands_in_the_guide(name: str) -> None:
    guide = "\n".join(page.read_text(encoding="utf-8") for page in GUIDE)
    for param in COMMANDS[name].params:
        if param.param_type_name == "option":
            assert f"`{param.opts[-1]}" in guide, param.opts


def test_every_measure_stands_in_its_guide_and_no_other() -> None:
    said = {c.removeprefix("measure-") for c in catalogue() if c.startswith("measure-")}
    table = set(re.findall(r"^\| `([\w-]+)`", words_of("guide/measures.md"), re.MULTILINE))
    assert table == said


def test_every_reason_nature_fate_and_event_stands_in_the_spec_of_comparisons() -> None:
    reasons = {c.removeprefix("reason-") for c in catalogue() if c.startswith("reason-")}
    spec = words_of("spec/compare.md")
    for value in (*reasons, *Nature, *Fate, *Event):
        assert f"`{value}`" in spec, value


def test_every_level_of_a_citation_and_its_prefix_stand_in_the_spec_of_acts() -> None:
    spec = words_of("spec/act.md")
    for level, prefix in PREFIX.items():
        assert re.search(rf"^\| `{level}` \| `{prefix}_", spec, re.MULTILINE), level


def test_every_reason_for_setting_text_aside_stands_in_the_spec_of_readings() -> None:
    spec = words_of("spec/read.md")
    for code in catalogue():
        if code.startswith("aside-"):
            assert f"`{code.removeprefix('aside-').replace('-', ' ')}`" in spec, code


def findings_of_the_source() -> set[tuple[str, int]]:
    found = set()
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Finding":
                rule, severity = (a.value for a in node.args[:2] if isinstance(a, ast.Constant))
                found.add((str(rule), int(str(severity))))
    return found


def test_every_finding_stands_in_the_spec_with_its_severity() -> None:
    rows = re.findall(r"^\| ([TA]\d+) \| (\d) \|", words_of("spec/findings.md"), re.MULTILINE)
    assert {(rule, int(severity)) for rule, severity in rows} == findings_of_the_source()


def error_table(letters: str) -> list[str]:
    codes = sorted(c for c in catalogue() if re.fullmatch(rf"[{letters}]\d+", c))
    return [f"| {code} | {catalogue()[code]['en']} |" for code in codes]


def protocol_table() -> list[str]:
    """The codes of forms, protocols and counts, Q40 to Q79, Q87 to Q97, Q133 to Q138 but for two."""
    own = r"Q(?:[4-7]\d|8[7-9]|9\d|13[3468])"
    codes = sorted((c for c in catalogue() if re.fullmatch(own, c)), key=lambda c: int(c[1:]))
    return [f"| {code} | {catalogue()[code]['en']} |" for code in codes]


def referendum_table() -> list[str]:
    """The codes of expressions, rules, cases, claims, entries: those that have no page of their own."""
    own = set(protocol_table())
    return [row for row in error_table("Q") if row not in own]


def count_of_sentences() -> list[str]:
    return [
        f"| {language} | {sum(language in s for s in catalogue().values())} |"
        for language in LANGUAGES
    ]


@pytest.mark.parametrize(
    ("page", "head", "rows"),
    [
        ("spec/errors.md", "| code | what it says |", error_table("RDWF")),
        ("spec/record-errors.md", "| code | what it says |", error_table("EGJC")),
        ("spec/verify-errors.md", "| code | what it says |", error_table("V")),
        ("spec/protocol-errors.md", "| code | what it says |", protocol_table()),
        ("spec/referendum-errors.md", "| code | what it says |", referendum_table()),
        ("guide/languages.md", "| language | sentences |", count_of_sentences()),
    ],
)
def test_a_table_from_the_catalogue_is_up_to_date(
    page: str, head: str, rows: list[str], update_golden: bool
) -> None:
    path = DOCS / page
    before, found, rest = path.read_text(encoding="utf-8").partition(f"{head}\n|---|---|\n")
    assert found, f"no table {head}"
    lines = rest.split("\n")
    end = next((n for n, line in enumerate(lines) if not line.startswith("|")), len(lines))
    if update_golden:
        path.write_text(before + found + "\n".join([*rows, *lines[end:]]), encoding="utf-8")
    else:
        assert lines[:end] == rows, "pytest tests/docs --update-golden"


def test_the_map_of_the_house_names_modules_and_functions_that_exist() -> None:
    page = words_of("house.md")
    paths = [*SOURCE.rglob("*.py"), *SOURCE.parent.parent.glob("tests/*.py")]
    names = {path.name for path in paths}
    source = "\n".join(path.read_text(encoding="utf-8") for path in paths)
    assert set(re.findall(r"\w+\.py\b", page)) <= names
    for span in re.findall(r"`([a-z_]+(?:\.\w+)+)`", page):
        *rooms, name = span.removesuffix(".py").removeprefix("zhargy.").split(".")
        is_room = f"{name}.py" in names or (SOURCE / name).is_dir()
        assert is_room or re.search(rf"(?:def|class) {name}\b", source), span
        for room in rooms:
            assert room in source, span


# -- formats ---------------------------------------------------------------------------------------


def schema_of(name: str) -> dict[str, Any]:
    return dict(json.loads((DOCS / "spec" / f"{name}.schema.json").read_text(encoding="utf-8")))


def samples() -> Iterator[Path]:
    yield from sorted((ROOT / "examples").glob("*/texts/*.txt"))
    yield from sorted((ROOT / "tests" / "corpus" / "trouble").glob("*.txt"))


@pytest.mark.parametrize("path", list(samples()), ids=lambda path: path.name)
def test_what_read_writes_satisfies_its_schema(path: Path, tmp_path: Path) -> None:
    schema = schema_of("read")
    for written in write_reading(read_file(path), tmp_path / "read.json"):
        assert list(faults(json.loads(written.read_text(encoding="utf-8")), schema, schema)) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "editions", [("charter-in-force", "adopted"), ("draft-1", "draft-2", "adopted")]
)
def test_what_compare_writes_satisfies_its_schema(
    language: str, editions: tuple[str, ...], tmp_path: Path
) -> None:
    schema, target = schema_of("compare"), tmp_path / "compare.json"
    compared = compare_files([SAMPLE / f"{name}.{language}.txt" for name in editions])
    write_comparison(compared, target, language)
    value = json.loads(target.read_text(encoding="utf-8"))
    assert list(faults(value, schema, schema)) == []
    assert ("history" in value) == (len(editions) > 2)


@pytest.mark.parametrize("form", [form.name for form in shipped_forms()])
def test_what_a_form_writes_as_json_satisfies_its_schema(form: str, desk: Path) -> None:
    schema = schema_of("table")
    comparison = compare_files([desk / "old.txt", desk / "new.txt"]).comparison
    made = make_document(comparison, form, "en", date(2031, 1, 1))
    assert list(faults(json.loads(document_bytes(made.document, ".json")), schema, schema)) == []


def test_the_form_the_register_and_the_justifications_that_are_shown_can_be_used() -> None:
    (form,) = fences(DOCS / "spec" / "form.md", "toml")
    assert form_of(tomllib.loads(form), "shown").columns
    (register,) = fences(DOCS / "spec" / "register.md", "toml")
    assert len(register_from(tomllib.loads(register), "shown").entries) > 1
    (row,) = fences(DOCS / "spec" / "justifications.md", "toml")
    assert justifications_of(tomllib.loads(row), "shown")


def test_the_form_of_a_protocol_and_the_acceptance_that_are_shown_can_be_used() -> None:
    form, accepted = fences(DOCS / "spec" / "protocol-form.md", "toml")
    lines = "".join(
        f'[[line]]\nname = "{name}"\ntitle = {{ kk = "…", ru = "…", en = "…" }}\n'
        for name in ("yes", "no", "both", "invalid")
    )
    assert form_from(tomllib.loads(f"{form}{lines}"), "shown").equations
    assert acceptances_from(tomllib.loads(accepted), "shown")


def test_the_rule_and_the_case_that_are_shown_can_be_used_together() -> None:
    (rule, *_), (case, *_) = (fences(DOCS / "spec" / f"{n}.md", "toml") for n in ("rule", "case"))
    shown = case_of(tomllib.loads(case), "shown", fences(DOCS / "spec" / "case.md", "csv")[0])
    decided = decide(rule_of(tomllib.loads(rule), "shown"), shown.tally)
    assert decided.outcome is not Outcome.MISSING
    assert len(decided.readings) > 1


def test_every_shipped_rule_stands_in_the_guide_with_how_sure_it_is() -> None:
    rows = dict(
        re.findall(r"^\| `([\w/-]+)` \|.*\| (\w+) \|$", words_of("guide/rules.md"), re.MULTILINE)
    )
    assert rows == {name: rule_named(name).source.sure for name in shipped_rules()}


def test_every_content_of_a_column_and_a_section_stands_in_the_spec_of_forms() -> None:
    spec = words_of("spec/form.md")
    for content in (*SHOWN, *FILLED, *filter(None, SECTIONS)):
        assert f"`{content}`" in spec, content


def test_the_schema_refuses_what_is_no_result() -> None:
    for name in ("read", "compare", "table"):
        schema = schema_of(name)
        assert list(faults({"schema": f"zhargy.{name}/0"}, schema, schema))


@each_page
def test_every_decisions_file_that_is_shown_can_be_used(page: Path, desk: Path) -> None:
    files = ["old.txt", "new.txt"]
    if page in TUTORIALS:
        language = page.name.split(".")[1]
        files = [str(SAMPLE / f"{name}.{language}.txt") for name in ("charter-in-force", "adopted")]
    for block in fences(page, "toml"):
        assert zhargy.compare(*files, decisions_of(tomllib.loads(block), name_of(page))).pairs


def test_the_act_written_in_every_form_and_read_again_is_the_same(desk: Path) -> None:
    """What docs/spec/akn.md promises, on its example."""
    reading = read_file(desk / "old.txt")
    for suffix in set(READ_KINDS) - {".json"}:
        (written,) = write_reading(reading, desk / f"again{suffix}")
        assert read_file(written).act.provisions == reading.act.provisions


# -- links -----------------------------------------------------------------------------------------


@each_page
def test_every_link_leads_to_a_page_of_ours_or_to_a_named_standard(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if "://" in target:
            assert target.startswith(STANDARDS), target
            continue
        path, _, part = target.partition("#")
        found = (page.parent / path).resolve() if path else page
        assert found.exists(), target
        if part:
            assert part in anchors(found), target


def anchors(page: Path) -> set[str]:
    heads = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", head).strip().lower().replace(" ", "-") for head in heads}


@each_page
def test_a_page_is_short_and_names_no_machine(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert not re.search(r"(?<![\w.}/])/(?:home|root|tmp|usr|opt|mnt|Users)/", text)
    assert len(text.split()) < 2500
    assert text.startswith("# ")


def test_the_examples_of_addresses_are_those_that_the_reader_gives(desk: Path) -> None:
    decimals = {p.address for p in read_file(desk / "decimals.txt").act.provisions}
    assert "sec_1__para_2__subpara_2__cl_1" in decimals
    steps_through = {p.address for p in read_file(desk / "old.txt").act.provisions}
    assert {"preamble__p_1", "art_2__para_2__subpara_3"} <= steps_through
