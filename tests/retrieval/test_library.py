from __future__ import annotations

import dataclasses
import threading
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from retrieval import Library, LibraryError, ship
from retrieval.model import Added
from tests.retrieval.sample_texts import SPEECH


def statuses(added: list[Added]) -> list[str]:
    return [item.status for item in added]


def test_files_are_added_recognised_and_listed(library: Library, samples: Path) -> None:
    added = library.add([samples / "mobilization_speech", samples / "situation_report"])
    assert statuses(added) == ["added", "added"]
    speech, report = library.documents()
    assert (speech.kind, report.kind) == ("mobilization_speech", "situation_report")
    assert speech.passages == added[0].passages > 5
    document = library.document(speech.id)
    assert len(speech.id) == 12
    assert document.passages[0].id == f"{speech.id}-01"
    assert document.text in SPEECH
    assert document.sections[1].heading.startswith("一、")


def test_the_same_content_is_kept_once(library: Library, samples: Path, tmp_path: Path) -> None:
    speech = samples / "mobilization_speech" / "speech.md"
    copy = tmp_path / "copy.txt"
    copy.write_bytes(SPEECH.replace("#", "").encode("gb18030"))
    assert statuses(library.add([speech])) == ["added"]
    assert statuses(library.add([speech])) == ["unchanged"]
    (duplicate,) = library.add([copy])
    assert duplicate.status == "duplicate"
    assert "内容相同" in duplicate.reason
    assert len(library.documents()) == 1


def test_a_changed_file_takes_the_place_of_what_it_was(library: Library, samples: Path) -> None:
    speech = samples / "mobilization_speech" / "speech.md"
    library.add([speech])
    speech.write_text(SPEECH + "\n\n补上一句新话。", encoding="utf-8")
    assert statuses(library.add([speech])) == ["added"]
    assert len(library.documents()) == 1
    assert library.search("补上一句新话")[0].text.endswith("补上一句新话。")


def test_a_bad_file_does_not_keep_the_others_out(library: Library, tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"junk")
    (tmp_path / "b.md").write_text("# 经验材料\n\n好的做法要坚持。", encoding="utf-8")
    bad, good = library.add([tmp_path / "a.docx", tmp_path / "b.md"])
    assert (bad.status, good.status) == ("rejected", "added")
    assert "损坏" in bad.reason


def test_progress_is_told(library: Library, samples: Path) -> None:
    told: list[tuple[int, int, str]] = []
    library.add([samples / "situation_report"], progress=lambda *step: told.append(step))
    assert told == [(1, 1, "report")]


def test_search_finds_filters_and_counts(library: Library, samples: Path) -> None:
    library.add([samples / "mobilization_speech", samples / "situation_report"])
    assert "敬老院" in library.search("养老院的护理", k=1)[0].text
    hits = library.search("工作", role="落款", k=9)
    assert {hit.role for hit in hits} <= {"落款"}
    assert {hit.kind for hit in library.search("情况", kind="situation_report")} == {
        "situation_report"
    }
    assert len(library.search("的", k=2)) == 2


def test_titles_and_signatures_come_last_unless_asked_for(library: Library, samples: Path) -> None:
    library.add([samples / "mobilization_speech"])
    assert library.search("科技特派员下派动员会", k=1)[0].role == "开场"
    assert library.search("科技特派员下派动员会", k=1, role="标题")[0].role == "标题"


@given(st.text(max_size=60))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_query_is_answered(library: Library, samples: Path, query: str) -> None:
    library.add([samples / "situation_report"])
    assert len(library.search(query)) <= 5


def test_an_empty_library_answers(library: Library) -> None:
    assert library.search("动员") == []
    assert library.documents() == []
    assert library.make_vectors() == 0
    assert library.status().state == "样本库是空的"


def test_unknown_names_are_refused(library: Library) -> None:
    with pytest.raises(LibraryError, match="没有文种“poem”"):
        library.search("动员", kind="poem")
    with pytest.raises(LibraryError, match="没有“副歌”这种段落"):
        library.search("动员", role="副歌")
    with pytest.raises(LibraryError, match="nothing"):
        library.document("nothing")


def test_removing_is_all_or_nothing(library: Library, samples: Path) -> None:
    library.add([samples / "situation_report"])
    (known,) = library.documents()
    with pytest.raises(LibraryError, match="unknown"):
        library.remove([known.id, "unknown"])
    assert len(library.documents()) == 1
    library.remove([known.id])
    assert library.search("养老") == []


def test_shipped_samples_are_indexed_once(library: Library, samples: Path) -> None:
    assert statuses(ship(library, samples)) == ["added", "added"]
    assert {item.source for item in library.documents()} == {
        "samples/mobilization_speech/speech.md",
        "samples/situation_report/report.txt",
    }
    assert ship(library, samples) == []


def test_a_removed_sample_stays_away_until_its_file_changes(
    library: Library, samples: Path
) -> None:
    ship(library, samples)
    report = samples / "situation_report" / "report.txt"
    library.remove([item.id for item in library.documents() if item.kind == "situation_report"])
    assert ship(library, samples) == []
    report.touch()
    assert ship(library, samples) == []
    report.write_text("关于新情况的汇报\n\n情况有了变化。", encoding="utf-8")
    assert statuses(ship(library, samples)) == ["added"]


def test_no_samples_is_no_error(library: Library, tmp_path: Path) -> None:
    assert ship(library, tmp_path / "nowhere") == []


def test_threads_may_add_and_search_at_once(library: Library, tmp_path: Path) -> None:
    errors: list[BaseException] = []

    def work(number: int) -> None:
        try:
            for step in range(5):
                file = tmp_path / f"{number}-{step}.md"
                file.write_text(f"# 第{number}号总结{step}\n\n做法{number}很好。", encoding="utf-8")
                library.add([file])
                library.search("做法")
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors
    assert len(library.documents()) == 20


def test_another_library_on_the_folder_sees_changes(tmp_path: Path, samples: Path) -> None:
    with Library(tmp_path / "one") as first, Library(tmp_path / "one") as second:
        assert second.search("养老") == []
        first.add([samples / "situation_report"])
        assert second.search("养老")


def test_rebuilding_keeps_documents_and_ids(library: Library, samples: Path) -> None:
    library.add([samples / "mobilization_speech"])
    before = library.document(library.documents()[0].id)
    assert library.rebuild() == 1
    assert library.document(before.id) == before


def test_closing_twice_and_using_again_is_fine(library: Library, samples: Path) -> None:
    library.add([samples / "situation_report"])
    library.close()
    library.close()
    assert library.search("养老")


def test_records_cannot_be_changed(library: Library, samples: Path) -> None:
    (added,) = library.add([samples / "situation_report"])
    with pytest.raises(dataclasses.FrozenInstanceError):
        added.title = "x"  # type: ignore[misc]
