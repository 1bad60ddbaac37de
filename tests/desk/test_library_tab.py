"""The library on the page: fragments let no markup through, marks account for the cleaning."""

from __future__ import annotations

import asyncio
import html as standard
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gradio as gr
import pytest

from drafting.audit.trail import Trail
from drafting.desk import library_html, library_tab, sample_html
from drafting.desk.library_steps import LibrarySteps
from drafting.desk.library_tab import ACCEPTED, LibraryTab
from drafting.desk.marking import marked
from drafting.desk.service import Service
from drafting.errors import BadInput
from drafting.settings import Settings
from drafting.store import open_store
from retrieval import Library
from retrieval.clean import rule_names
from retrieval.errors import UnreadableError
from retrieval.model import (
    Added,
    Change,
    Cleaned,
    Document,
    DocumentSummary,
    Hit,
    Near,
    Passage,
    Why,
)  # fmt: skip
from retrieval.read.reading import readers, require_known

EVIL = "<script>alert('1')</script>\" ${x} {{y}}"
SPEECH = """首页 > 公文范文 > 讲话
在全县春耕生产动员会上的讲话
同志们：
    今天召开全县春耕生产动员会,主要任务是安排部署春耕生产工作。下面，我讲三点意见.
    一、认清形势，增强抓好春耕的紧迫感
    当前正是春耕备耕的关键时节，今年计划播种粮食４２万亩，时间紧、任务重。
- 1 -
    二、压实责任，把各项措施落到田间
    各乡镇要把责任落实到村到户，农业农村部门要组织技术人员下乡指导，供销社要备足种子化肥。
    同志们，让我们行动起来，奋力夺取全年粮食丰收！
"""


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    library = Library(tmp_path / "library")
    opened = Service(open_store(tmp_path / "data"), library, tmp_path / "files", Settings())
    yield opened
    opened.close()


@pytest.fixture(autouse=True)
def runner() -> Iterator[asyncio.Runner]:
    """The loop of one test: Gradio asks for one, and would leave its own open."""
    with asyncio.Runner() as opened:
        opened.get_loop()
        yield opened


@pytest.fixture
def tab(runner: asyncio.Runner) -> LibraryTab:
    async def build() -> LibraryTab:
        with gr.Blocks():
            return library_tab.build()

    return runner.run(build())


@pytest.fixture
def steps(tab: LibraryTab, service: Service) -> LibrarySteps:
    return LibrarySteps(tab, service)


def _uploaded(folder: Path, name: str, text: str) -> Path:
    """A file as an upload leaves it: its own name in a folder of its own."""
    place = folder / str(abs(hash((name, text))))
    place.mkdir(parents=True, exist_ok=True)
    (place / name).write_text(text, encoding="utf-8")
    return place / name


def _added(steps: LibrarySteps, *paths: Path, kind: str = "") -> list[dict[Any, Any]]:
    async def run() -> list[dict[Any, Any]]:
        return [update async for update in steps.add([str(path) for path in paths], kind)]

    return asyncio.get_event_loop_policy().get_event_loop().run_until_complete(run())


def _document(**changed: Any) -> Document:
    fields = {
        "id": EVIL, "title": EVIL, "kind": "", "source": EVIL, "text": EVIL, "original": EVIL,
        "sections": (), "passages": (Passage(EVIL, EVIL, EVIL, EVIL),), "issuer": EVIL,
        "year": EVIL, "changes": (Change(EVIL, 0, 9, EVIL),), "near": (Near(EVIL, EVIL, 0.5),),
    }  # fmt: skip
    return Document(**{**fields, **changed})


def test_no_fragment_lets_markup_through() -> None:
    document = _document()
    hit = Hit(EVIL, EVIL, EVIL, EVIL, EVIL, EVIL, EVIL, 1.0, Why(("script", EVIL), (EVIL,)))
    fragments = [
        library_html.samples([DocumentSummary(EVIL, EVIL, "", EVIL, 1, 1, 0.1, EVIL, EVIL, True)]),
        library_html.outcome(
            [Added(EVIL, EVIL, "", EVIL, 1, "added", EVIL, (Cleaned(EVIL, 1),))]
        ),
        library_html.hits([hit]), library_html.reading(1, 2, EVIL), sample_html.about(document),
        sample_html.original(document), sample_html.clean_text(document),
        sample_html.near(document.near),
    ]  # fmt: skip
    for fragment in fragments:
        assert "<script" not in fragment
        assert "alert" in fragment
        assert "${" not in fragment
        assert "{{" not in fragment


def _without(fragment: str, tag: str) -> str:
    """The visible characters of a fragment without those within a tag, and without signs."""
    bare = re.sub(f"<{tag}[^>]*>.*?</{tag}>", "", fragment, flags=re.DOTALL)
    return re.sub(r"[\s␣↵▯]", "", standard.unescape(re.sub("<[^>]+>", "", bare)))


def test_marks_give_back_the_original_and_the_clean_text(
    steps: LibrarySteps, service: Service, tmp_path: Path
) -> None:
    _added(steps, _uploaded(tmp_path, "讲话.txt", SPEECH))
    [summary] = service.library.documents()
    document = service.library.document(summary.id)
    fragment = marked(document.original, document.changes, rule_names())
    assert _without(fragment, "ins") == re.sub(r"\s", "", document.original)
    assert _without(fragment, "del") == re.sub(r"\s", "", document.text)
    assert {"页码", "网站栏目", "半角标点"} <= set(re.findall(r'title="([^"]+)"', fragment))


def test_white_space_that_was_taken_out_can_be_seen() -> None:
    changes = [Change("wraps", 1, 2, ""), Change("spaces", 3, 5, ""), Change("blanks", 6, 9, "\n")]
    fragment = marked("甲\n乙  丙\n\n\n丁\u200b", changes, {})
    assert ">↵</del>\n乙" in fragment
    assert ">␣␣</del>丙" in fragment
    assert ">↵↵</del>" in fragment
    assert fragment.endswith("丁▯")


def test_an_upload_keeps_its_name_and_says_what_became_of_it(
    steps: LibrarySteps, tab: LibraryTab, service: Service, tmp_path: Path
) -> None:
    speech = _uploaded(tmp_path, "讲话.txt", SPEECH)
    junk = _uploaded(tmp_path, "坏.docx", "不是 Word 文件")
    updates = _added(steps, speech, junk)
    assert "role=" in updates[0][tab.shelf.progress]
    said = updates[-1][tab.shelf.outcome]
    assert "已加入1，未收1" in said
    assert "坏.docx" in said
    assert str(tmp_path) not in said
    assert [d.source for d in service.library.documents()] == ["讲话.txt"]
    again = _added(steps, speech)[-1][tab.shelf.outcome]
    assert "未变1" in again


def test_two_offices_may_send_files_of_one_name(
    steps: LibrarySteps, service: Service, tmp_path: Path
) -> None:
    other = (
        "关于学校食堂安全的情况汇报\n\n" + "全县42所学校的食堂已经全部完成检查，发现隐患9处。" * 9
    )
    _added(steps, _uploaded(tmp_path, "材料.txt", SPEECH))
    _added(steps, _uploaded(tmp_path, "材料.txt", other))
    sources = [document.source for document in service.library.documents()]
    assert sources == ["材料.txt", "材料（2）.txt"]


def test_an_uploaded_kind_and_the_counts(
    steps: LibrarySteps, tab: LibraryTab, tmp_path: Path
) -> None:
    _added(steps, _uploaded(tmp_path, "讲话.txt", SPEECH), kind="symposium_speech")
    shown = steps.show("", "", "")
    assert shown[tab.shelf.kind]["choices"] == [
        ("全部 1", ""),
        ("座谈会讲话 1", "symposium_speech"),
    ]
    assert "称呼 1" in shown[tab.shelf.roles]
    assert "春耕" in shown[tab.shelf.listed]
    assert "<mark>种子化肥</mark>" in steps.show("种子化肥", "", "")[tab.shelf.listed]
    assert "没有找到" in steps.show("种子化肥", "", "感谢")[tab.shelf.listed]


def test_a_document_is_corrected_restored_and_removed(
    steps: LibrarySteps, tab: LibraryTab, service: Service, tmp_path: Path
) -> None:
    _added(steps, _uploaded(tmp_path, "讲话.txt", SPEECH))
    [before] = service.library.documents()
    assert "已保存" in steps.correct(before.id, " 新的\n题目 ", "work_summary")[tab.sheet.said]
    [after] = service.library.documents()
    assert (after.title, after.kind, after.confidence) == ("新的 题目", "work_summary", 1.0)
    assert "已撤销：页码" in steps.undo(before.id, ["page_marks"])[tab.sheet.said]
    assert "- 1 -" in service.library.document(before.id).text
    steps.remove(before.id)
    assert service.library.documents() == []
    with pytest.raises(BadInput, match="不在库里"):
        steps.remove(before.id)
    recorded = Trail(service.engine_of_store).entries(action="library")
    told = ["add 1", *(f"{how} {before.id}" for how in ("correct", "undo", "remove"))]
    assert [entry.detail for entry in recorded] == told[::-1]


def test_what_cannot_be_done_is_said(steps: LibrarySteps) -> None:
    with pytest.raises(BadInput, match="题目"):
        steps.correct("x", " ", "")
    with pytest.raises(BadInput, match="勾选"):
        steps.undo("x", [])


def test_a_kind_that_is_not_sure_is_marked() -> None:
    unsure = DocumentSummary("a", "题目", "work_summary", "甲.txt", 1, 1, 0.4, fragment=True)
    fragment = library_html.samples([unsure])
    assert "待核" in fragment
    assert "40%" in fragment
    assert "片段" in fragment
    assert "还没有样本" in library_html.samples([])


def test_the_page_takes_what_the_library_reads() -> None:
    assert set(readers()) <= set(ACCEPTED)
    for suffix in set(ACCEPTED) - set(readers()) - {".zip"}:
        with pytest.raises(UnreadableError, match=r"请|不是公文"):
            require_known(suffix)
