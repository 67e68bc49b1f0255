"""What a record holds, as the public pages read it from its files alone."""

from pathlib import Path

import pytest
from library import NEW, OLD
from secretariat import Reform

from zhargy.errors import RecordMismatch
from zhargy.reform.library import library_of

LATER = "2031-03-01T12:00:00Z"


@pytest.fixture
def reform(tmp_path: Path) -> Reform:
    made = Reform(tmp_path)
    made.add("in-force", OLD, status="in-force")
    made.add("draft-1", NEW, status="draft")
    made.publish()
    return made


def test_words_were_published_by_the_first_entry_that_has_them(reform: Reform) -> None:
    reform.add("draft-1", NEW.replace("twelve", "ten"), status="draft", replace=True)
    (replaced, _), *_ = reform.publish(LATER).entries
    edition = library_of(str(reform.folder)).newest("charter")
    text = edition.texts["en"]
    assert text.place == replaced
    entries = {
        p.address: text.since(p.address) for p in text.act.provisions if "ten" in p.text.split()
    }
    assert set(entries.values()) == {(replaced, LATER)}
    others = {
        text.since(address)
        for address, lines in text.printed.items()
        if "ten" not in " ".join(lines).split()
    }
    assert others == {(2, "2031-02-10T12:00:00Z")}
    assert edition.published == "2031-02-10T12:00:00Z"


def test_another_name_of_an_edition_publishes_no_words_anew(reform: Reform) -> None:
    reform.add("draft-1", NEW, name="First draft")
    reform.publish(LATER)
    text = library_of(str(reform.folder)).newest("charter").texts["en"]
    assert (text.place, text.since("art_1__para_1")) == (4, (2, "2031-02-10T12:00:00Z"))


def test_words_that_came_back_were_published_by_the_entry_that_brought_them_back(
    reform: Reform,
) -> None:
    for text in (NEW.replace("twelve", "ten"), NEW):
        reform.add("draft-1", text, status="draft", replace=True)
        reform.publish(LATER)
    text_now = library_of(str(reform.folder)).newest("charter").texts["en"]
    changed = next(p.address for p in text_now.act.provisions if "twelve" in p.text.split())
    assert text_now.since(changed)[0] == text_now.place
    kept = next(p.address for p in text_now.act.provisions if "working day" in p.text)
    assert text_now.since(kept)[0] == 2


def test_no_page_is_made_from_a_file_that_is_not_what_its_entry_names(reform: Reform) -> None:
    """One word changed in a copy: `verify` tells it, and nobody is shown it."""
    folder = reform.folder / "record"
    (path,) = [path for path in folder.glob("blob/*/*") if b"twelve" in path.read_bytes()]
    path.write_bytes(path.read_bytes().replace(b"twelve", b"twenty"))
    with pytest.raises(RecordMismatch) as refused:
        library_of(str(reform.folder))
    assert refused.value.code == "V60"
    assert refused.value.where.endswith(path.name)
    assert refused.value.fields["target"] == 2
