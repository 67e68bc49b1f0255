"""`python -m zhargy.verify` as a stranger runs it, with the standard library and `cryptography`."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from record.logs import COURT, VECTORS
from record.test_vectors import TESSERA_KEY
from verify.records import (
    ALONE,
    EVE,
    Files,
    commitment,
    every_kind,
    key_entry,
    policy_text,
    published,
    reform,
    written,
)

from zhargy.messages import LANGUAGES

# Refuses every module that is neither of the standard library, nor ours, nor `cryptography`.
HOOK = """
import sys
class Refuse:
    def find_spec(self, name, path=None, target=None):
        top = name.partition(".")[0]
        if top not in ALLOWED and top not in sys.stdlib_module_names:
            raise ImportError("not allowed: " + name)
ALLOWED = {"zhargy", "cryptography", "_cffi_backend", "cffi"}
sys.meta_path.insert(0, Refuse())
try:
    import lxml
except ImportError:
    pass
else:
    raise SystemExit("the hook does not refuse")
import runpy
sys.argv[0] = "zhargy.verify"
runpy.run_module("zhargy.verify", run_name="__main__", alter_sys=True)
"""
SOURCES = Path(__file__).parents[2] / "src"
CODE = re.compile(r"\b(cli|verify|receipt)-[a-z-]+\b|\{[a-z_]*\}")


def run(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", HOOK, *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        env=os.environ | {"PYTHONPATH": str(SOURCES), "PYTHONUTF8": "1"} | environment,
    )


def spoilt() -> Files:
    files = every_kind()
    files.content["tile/entries/000"] = files.content["tile/entries/000"].replace(b"site", b"post")
    return files


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_record_that_holds_ends_with_0_and_a_verdict(tmp_path: Path, language: str) -> None:
    folder = every_kind().write(tmp_path)
    said = run(folder, "--language", language)
    assert (said.returncode, said.stderr) == (0, "")
    assert not CODE.search(said.stdout)
    verdict = {"en": "It holds: ", "ru": "Всё сходится: ", "kk": "Бәрі сәйкес: "}
    assert said.stdout.splitlines()[-1].startswith(verdict[language])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_record_that_does_not_hold_ends_with_1(tmp_path: Path, language: str) -> None:
    said = run(spoilt().write(tmp_path), "--language", language)
    assert (said.returncode, said.stderr) == (1, "")
    assert "#8: V75: " in said.stdout
    assert not CODE.search(said.stdout)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["nowhere"], "V74"),
        (["empty"], "V74"),
        (["ftp://x/"], "V73"),
        (["http://127.0.0.1:9/"], "V72"),
        (["record", "--policy", "missing.policy"], "V72"),
        (["record", "--policy", "record"], "V72"),
        (["record", "--policy", "wrong.policy"], "V23"),
    ],
)
def test_what_cannot_be_read_ends_with_2_and_a_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str, arguments: list[str], code: str
) -> None:
    from zhargy.messages import say

    monkeypatch.chdir(tmp_path)
    every_kind().write(tmp_path / "record")
    (tmp_path / "empty").mkdir()
    (tmp_path / "wrong.policy").write_text("trust everybody\n")
    said = run(*arguments, "--language", language)
    assert (said.returncode, said.stdout) == (2, "")
    assert said.stderr.startswith(arguments[-1].removesuffix("/"))
    assert "Traceback" not in said.stderr
    assert not CODE.search(said.stderr)
    sentence = say(code, language, detail="|", line="").split("|")[0]
    assert sentence in said.stderr


def test_the_log_of_tessera_verifies_by_its_tree(tmp_path: Path) -> None:
    """A log of another kind, written by another program, under its own published key."""
    policy = tmp_path / "tessera.policy"
    policy.write_text(f"log {TESSERA_KEY}\nquorum none\n")
    said = run(VECTORS / "tessera", "--tree-only", "--policy", policy, "--language", "en")
    assert said.returncode == 0, said.stdout + said.stderr
    assert (
        "Signature and tree hold; what the entries say and the blobs were not checked"
        in said.stdout
    )
    assert "each entry and each blob" not in said.stdout
    other = tmp_path / "other.policy"
    other.write_text(policy_text(*ALONE))
    assert run(VECTORS / "tessera", "--tree-only", "--policy", other).returncode == 1


def test_the_language_is_that_of_the_environment(tmp_path: Path) -> None:
    folder = every_kind().write(tmp_path)
    assert "Запись" in run(folder, ZHARGY_LANGUAGE="ru").stdout
    assert "Record" in run(folder, ZHARGY_LANGUAGE="xx").stdout


def test_a_terminal_without_the_letters_gets_a_report_all_the_same(tmp_path: Path) -> None:
    folder = every_kind().write(tmp_path)
    said = run(folder, "--language", "kk", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert (said.returncode, said.stderr) == (0, "")


def test_what_was_seen_is_remembered_and_a_change_of_keys_is_told(tmp_path: Path) -> None:
    rows = [reform(policy_text(*ALONE)).bytes, commitment(1).bytes]
    seen = tmp_path / "seen"
    first = written(rows).write(tmp_path / "first")
    assert run(first, "--seen", seen).returncode == 0
    assert run(first, "--seen", seen).returncode == 0
    stolen = written([*rows, key_entry(policy_text(*ALONE, log=EVE)).bytes], key=EVE)
    for language in LANGUAGES:
        said = run(stolen.write(tmp_path / "stolen"), "--seen", seen, "--language", language)
        assert said.returncode == 1
        assert "#2: V86: " in said.stdout
        assert not CODE.search(said.stdout)
    assert run(tmp_path / "stolen").returncode == 0


def test_witnesses_and_their_time_are_told(tmp_path: Path) -> None:
    rows = [reform(policy_text("quorum court")), commitment(1)]
    said = run(published(rows, {}, COURT).write(tmp_path), "--language", "en")
    assert "Witness court: cosigned at 2027-01-15T08:00:00Z" in said.stdout
