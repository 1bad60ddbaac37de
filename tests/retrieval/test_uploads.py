"""Files that a page receives: they lie in a temporary folder and bring a bare name along."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from retrieval import Library
from retrieval.model import Added
from tests.retrieval.dirty import clean_text
from tests.retrieval.sample_texts import REPORT, SPEECH


@pytest.fixture
def temporary(tmp_path: Path) -> Path:
    return tmp_path / "somewhere" / "temporary"


def _upload(library: Library, folder: Path, *files: tuple[str, str]) -> list[Added]:
    """Add files as the page does: each upload in a new temporary folder."""
    number = len(list(folder.glob("*"))) if folder.exists() else 0
    paths = []
    for place, (name, text) in enumerate(files):
        path = folder / f"{number}-{place}" / name
        path.parent.mkdir(parents=True)
        if name.endswith(".zip"):
            with zipfile.ZipFile(path, "w") as archive:
                archive.writestr("年度/材料.txt", text)
        else:
            path.write_text(text, encoding="utf-8")
        paths.append(path)
    return library.add(paths, uploaded=True)


def _told(added: list[Added]) -> list[tuple[str, str]]:
    return [(each.source, each.status) for each in added]


def test_the_source_is_the_name_alone(library: Library, temporary: Path) -> None:
    assert _told(_upload(library, temporary, ("讲话.txt", SPEECH))) == [("讲话.txt", "added")]
    (document,) = library.documents()
    assert document.source == "讲话.txt"
    assert str(temporary) not in repr(library.document(document.id))


def test_the_same_file_sent_again_is_unchanged(library: Library, temporary: Path) -> None:
    _upload(library, temporary, ("讲话.txt", SPEECH))
    assert _told(_upload(library, temporary, ("讲话.txt", SPEECH))) == [("讲话.txt", "unchanged")]
    assert _told(_upload(library, temporary, ("改名.txt", SPEECH))) == [("改名.txt", "duplicate")]


def test_another_file_of_a_name_takes_no_ones_place(library: Library, temporary: Path) -> None:
    _upload(library, temporary, ("材料.txt", SPEECH))
    assert _told(_upload(library, temporary, ("材料.txt", REPORT))) == [("材料（2）.txt", "added")]
    again = _upload(library, temporary, ("材料.txt", SPEECH), ("材料.txt", REPORT))
    assert _told(again) == [("材料.txt", "unchanged"), ("材料（2）.txt", "unchanged")]
    assert len(library.documents()) == 2


def test_two_files_of_one_name_in_a_batch_are_two(library: Library, temporary: Path) -> None:
    added = _upload(library, temporary, ("材料.txt", SPEECH), ("材料.txt", REPORT))
    assert _told(added) == [("材料.txt", "added"), ("材料（2）.txt", "added")]


def test_members_of_archives_are_told_apart(library: Library, temporary: Path) -> None:
    first = _upload(library, temporary, ("全部.zip", SPEECH))
    assert _told(first) == [("全部.zip!年度/材料.txt", "added")]
    again = _upload(library, temporary, ("全部.zip", SPEECH))
    assert _told(again) == [("全部.zip!年度/材料.txt", "unchanged")]
    both = _upload(library, temporary, ("甲.zip", REPORT), ("乙.zip", clean_text()))
    assert [status for _, status in _told(both)] == ["added", "added"]
    assert len(library.documents()) == 3


def test_another_archive_of_a_name_does_not_replace_the_first(
    library: Library, temporary: Path
) -> None:
    _upload(library, temporary, ("全部.zip", SPEECH))
    _upload(library, temporary, ("全部.zip", REPORT))
    assert {document.kind for document in library.documents()} == {
        "mobilization_speech",
        "situation_report",
    }


def test_a_rejected_upload_is_named_and_the_rest_goes_on(library: Library, temporary: Path) -> None:
    added = _upload(library, temporary, ("坏.docx", "不是 Word"), ("讲话.txt", SPEECH))
    assert _told(added) == [("坏.docx", "rejected"), ("讲话.txt", "added")]


def test_an_upload_sent_with_another_kind_is_read_again(library: Library, temporary: Path) -> None:
    _upload(library, temporary, ("讲话.txt", SPEECH))
    path = temporary / "again" / "讲话.txt"
    path.parent.mkdir(parents=True)
    path.write_text(SPEECH, encoding="utf-8")
    (added,) = library.add([path], kind="symposium_speech", uploaded=True)
    assert added.source == "讲话.txt"
    assert added.status == "unchanged"
    assert len(library.documents()) == 1


def test_a_removed_upload_can_be_sent_again(library: Library, temporary: Path) -> None:
    (added,) = _upload(library, temporary, ("讲话.txt", SPEECH))
    library.remove([added.id])
    assert _told(_upload(library, temporary, ("讲话.txt", SPEECH))) == [("讲话.txt", "added")]
