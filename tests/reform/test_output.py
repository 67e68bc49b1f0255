"""A file is written whole or not at all, and what stood there before still stands."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhargy.errors import UnwritableOutput
from zhargy.reform.output import write_whole

NOBODY = 65534


@pytest.fixture
def shared() -> Iterator[Path]:
    """A folder that anybody may enter: pytest's own belong to one user."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o777)
    yield folder
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o777)
    shutil.rmtree(folder)


@contextmanager
def without_rights() -> Iterator[None]:
    """The administrator may write everywhere: such a test runs as somebody else."""
    if os.geteuid() != 0:
        yield
        return
    os.setresuid(NOBODY, NOBODY, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)


def refusal(path: Path, content: bytes = b"new") -> UnwritableOutput:
    with pytest.raises(UnwritableOutput) as refused:
        write_whole(path, content)
    return refused.value


@given(st.binary(max_size=10_000))
def test_what_was_written_is_there(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.xml"
        write_whole(path, b"old")
        write_whole(path, content)
        assert path.read_bytes() == content
        assert os.listdir(folder) == ["a.xml"]


def test_a_folder_that_is_missing_is_named(tmp_path: Path) -> None:
    refused = refusal(tmp_path / "no" / "a.xml")
    assert refused.code == "W14"
    assert refused.fields["folder"] == str(tmp_path / "no")


def test_a_folder_that_may_not_be_written_is_left_as_it_is(shared: Path) -> None:
    path = shared / "a.xml"
    path.write_bytes(b"old")
    shared.chmod(0o555)
    with without_rights():
        assert refusal(path).code == "W11"
        assert path.read_bytes() == b"old"
        assert os.listdir(shared) == ["a.xml"]


def test_a_file_that_is_read_only_is_left_as_it_is(shared: Path) -> None:
    path = shared / "a.xml"
    path.write_bytes(b"old")
    path.chmod(0o444)
    with without_rights():
        assert refusal(path).code == "W11"
    assert path.read_bytes() == b"old"
    assert os.listdir(shared) == ["a.xml"]


def test_a_read_only_mark_binds_an_administrator_too(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_bytes(b"old")
    path.chmod(0o444)
    assert refusal(path).code == "W11"
    assert path.read_bytes() == b"old"


def test_a_folder_in_the_place_of_the_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.xml").mkdir()
    assert refusal(tmp_path / "a.xml").code == "W11"
    assert os.listdir(tmp_path) == ["a.xml"]


def test_a_full_disk_leaves_the_old_file_and_no_leftovers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk can be filled only by an administrator; the system says it with this very error."""

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    path = tmp_path / "a.xml"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", full)
    assert refusal(path).code == "W12"
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a.xml"]


LIMITED = """
import resource, signal, sys
from pathlib import Path
from zhargy.errors import UnwritableOutput
from zhargy.reform.output import write_whole
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    write_whole(Path(sys.argv[1]), b"x" * 5000)
except UnwritableOutput as refused:
    print(refused.code)
"""


def test_a_file_larger_than_the_system_allows_is_as_good_as_a_full_disk(tmp_path: Path) -> None:
    """A true refusal by the system in the middle of writing: no file of more than 1,000 bytes."""
    path = tmp_path / "a.xml"
    path.write_bytes(b"old")
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(path)], capture_output=True, text=True, check=True
    )
    assert (done.stdout, done.stderr) == ("W12\n", "")
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a.xml"]


def test_a_new_file_has_the_rights_that_new_files_have_and_an_old_one_keeps_its_own(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.xml"
    other = tmp_path / "other"
    other.write_bytes(b"")
    write_whole(path, b"new")
    assert stat.S_IMODE(path.stat().st_mode) == stat.S_IMODE(other.stat().st_mode)
    path.chmod(0o640)
    write_whole(path, b"newer")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_link_still_points_to_the_file(tmp_path: Path) -> None:
    (tmp_path / "true.xml").write_bytes(b"old")
    (tmp_path / "link.xml").symlink_to(tmp_path / "true.xml")
    write_whole(tmp_path / "link.xml", b"new")
    assert (tmp_path / "link.xml").is_symlink()
    assert (tmp_path / "true.xml").read_bytes() == b"new"


def test_a_name_as_long_as_the_system_allows_is_written(tmp_path: Path) -> None:
    path = tmp_path / ("қ" * 125 + ".xml")
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"
