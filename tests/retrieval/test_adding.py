from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from retrieval.library import Library
from tests.retrieval.dirty import clean_text, dressed

SITE_WORDS = ("收藏", "上传人", "展开阅读", "copyright", "许可证", "猜你喜欢", "文档编号")


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path / "library")


def _file(folder: Path, name: str, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_dirty_document_is_indexed_clean_and_its_original_is_kept(
    library: Library, tmp_path: Path
) -> None:
    (added,) = library.add([_file(tmp_path, "汇报.txt", dressed(clean_text()))])
    document = library.document(added.id)
    assert added.status == "added"
    assert sum(count.count for count in added.cleaned) > 3
    assert not any(word in document.text for word in SITE_WORDS)
    assert all(word in document.original for word in ("收藏", "展开阅读"))
    assert "柳荡镇人民政府" in document.text


def test_what_a_rule_did_can_be_taken_back(library: Library, tmp_path: Path) -> None:
    (added,) = library.add([_file(tmp_path, "汇报.txt", dressed(clean_text()))])
    rules = {change.rule for change in library.document(added.id).changes}
    undone = library.undo_cleaning(added.id, rules)
    assert undone.text == undone.original
    assert library.document(added.id).text == undone.original
    assert library.document(added.id).changes == ()


def test_the_same_document_in_another_dress_is_not_indexed_twice(
    library: Library, tmp_path: Path
) -> None:
    first = _file(tmp_path / "a", "汇报.txt", clean_text())
    again = _file(tmp_path / "b", "另存.txt", dressed(clean_text()))
    retitled = _file(tmp_path / "c", "改名.txt", clean_text().replace("情况汇报", "的报告", 1))
    library.add([first])
    outcome = [added.status for added in library.add([again, retitled])]
    assert outcome == ["duplicate", "duplicate"]
    assert len(library.documents()) == 1


def test_a_document_much_like_another_is_linked_both_ways(library: Library, tmp_path: Path) -> None:
    one = clean_text()
    half = (
        one[: len(one) * 2 // 3] + "下一步，将把管护经费列入年初预算，确保每条渠有人管、有钱管。\n"
    )
    library.add([_file(tmp_path, "一.txt", one)])
    (added,) = library.add([_file(tmp_path, "二.txt", half)])
    if added.status == "added":
        (near,) = library.document(added.id).near
        assert near.similarity >= 0.5
        assert library.document(near.document).near[0].document == added.id


def test_an_unchanged_file_is_not_read_again_and_a_changed_one_takes_its_place(
    library: Library, tmp_path: Path
) -> None:
    path = _file(tmp_path, "汇报.txt", clean_text())
    library.add([path])
    assert [a.status for a in library.add([path])] == ["unchanged"]
    path.write_text(clean_text("菱圩镇") + "另附说明若干，供参考。\n" * 40, encoding="utf-8")
    (changed,) = library.add([path])
    assert changed.status == "added"
    assert [d.id for d in library.documents()] == [changed.id]


def test_a_removed_document_can_be_added_again(library: Library, tmp_path: Path) -> None:
    path = _file(tmp_path, "汇报.txt", clean_text())
    (added,) = library.add([path])
    library.remove([added.id])
    assert [a.status for a in library.add([path])] == ["added"]


def test_an_archive_with_good_and_bad_members_gives_what_is_good(
    library: Library, tmp_path: Path
) -> None:
    archive = tmp_path / "样本.zip"
    with zipfile.ZipFile(archive, "w") as bundle:
        bundle.writestr("好.txt", clean_text())
        bundle.writestr("坏.docx", b"\x89PNG\r\n")
        bundle.writestr("空.txt", "")
    outcome = {added.source.rpartition("!")[2]: added for added in library.add([archive])}
    assert outcome["好.txt"].status == "added"
    assert outcome["坏.docx"].status == outcome["空.txt"].status == "rejected"
    assert all(outcome[name].reason for name in ("坏.docx", "空.txt"))


def test_a_kind_set_by_hand_is_sure_and_found_by(library: Library, tmp_path: Path) -> None:
    (added,) = library.add([_file(tmp_path, "汇报.txt", clean_text())])
    library.correct(added.id, kind="work_summary", title="灌溉工作总结")
    document = library.document(added.id)
    assert (document.kind, document.title, document.confidence) == (
        "work_summary",
        "灌溉工作总结",
        1,
    )
    assert library.search("清淤渠道", kind="work_summary")
    assert not library.search("清淤渠道", kind="situation_report")


def test_a_collection_becomes_its_documents(library: Library, tmp_path: Path) -> None:
    # three invented towns, each with a report of its own
    towns = ("柳荡镇", "菱圩镇", "桑堰镇")
    texts = [
        clean_text(town).replace("36公里", f"{36 + n}公里") * 1 for n, town in enumerate(towns)
    ]
    joined = "\n".join(f"篇{n}：\n{text}" for n, text in zip("一二三", texts, strict=True))
    added = library.add([_file(tmp_path, "汇报三篇.txt", joined)])
    assert len(added) == 3
    assert {a.status for a in added} <= {"added", "duplicate"}
    assert "（第1篇）" in added[0].source
