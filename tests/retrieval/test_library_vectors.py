"""With the real model and the real Chroma, on a few passages."""

from __future__ import annotations

import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from retrieval import Library, LibraryError
from retrieval.embed import EmbedderError, choose_embedder
from retrieval.embed.openai import OpenAIEmbedder
from retrieval.embed.paired import PairedEmbedder

E5 = PairedEmbedder()


@pytest.fixture
def library(tmp_path: Path, samples: Path) -> Iterator[Library]:
    with Library(tmp_path / "library", embedder=E5) as library:
        library.add([samples / "situation_report"])
        yield library


def test_e5_vectors_are_unit_length_and_mean_something() -> None:
    vectors = E5.passages(["老人在食堂吃午饭", "修建高速公路"])
    query = E5.query("养老助餐")
    assert vectors.shape == (2, 896)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1, 1], abs=1e-4)
    assert query @ vectors[0] > query @ vectors[1]


def test_vectors_are_made_once_and_used(library: Library) -> None:
    before = library.status()
    assert (before.vectors, before.by_meaning) == (0, False)
    assert "尚未生成" in before.state
    told: list[tuple[int, int, str]] = []
    made = library.make_vectors(lambda *step: told.append(step))
    assert made == before.passages
    assert told[-1] == (made, made, "")
    assert library.make_vectors() == 0
    hits = library.search("长者照护")
    assert library.status().by_meaning
    assert library.status().error == ""
    # Shares no character with the passage it finds.
    assert any("敬老院" in hit.text for hit in hits)


def test_a_second_start_embeds_nothing(library: Library) -> None:
    library.make_vectors()
    library.close()
    with Library(library.folder, embedder=Forbidden()) as again:
        assert again.make_vectors() == 0
        assert again.search("老年人吃饭")
        assert again.status().by_meaning


def test_a_lost_chroma_folder_is_filled_from_the_cache(library: Library) -> None:
    library.make_vectors()
    library.close()
    for file in (library.folder / "chroma").rglob("*"):
        if file.is_file():
            file.write_bytes(b"damaged")
    with Library(library.folder, embedder=Forbidden()) as again:
        assert again.search("老年人吃饭")
        assert again.status().by_meaning


def test_changes_reach_the_dense_index(library: Library, samples: Path) -> None:
    library.make_vectors()
    (report,) = library.documents()
    library.add([samples / "mobilization_speech"])
    assert library.search("老人", k=3)
    assert not library.status().by_meaning or library.status().vectors < library.status().passages
    library.make_vectors()
    library.remove([report.id])
    assert all(hit.document != report.id for hit in library.search("老人吃饭", k=50))
    assert library.status().by_meaning


def test_rebuilding_fills_chroma_anew(library: Library) -> None:
    library.make_vectors()
    library.rebuild()
    library.search("老人")
    assert library.status().by_meaning


def test_the_background_thread_keeps_up(library: Library, samples: Path) -> None:
    library.start_vectors()
    library.start_vectors()
    wait_for(lambda: library.status().by_meaning)
    library.add([samples / "mobilization_speech"])
    assert library.search("特派员", words_only=True)
    wait_for(lambda: library.status().by_meaning)
    assert library.status().error == ""


def test_closing_ends_the_background_thread_at_once(library: Library) -> None:
    library.start_vectors()
    began = time.monotonic()
    library.close()
    assert time.monotonic() - began < 10


def test_a_failing_embedder_leaves_search_by_words(tmp_path: Path, samples: Path) -> None:
    with Library(tmp_path / "failing", embedder=Failing()) as library:
        library.add([samples / "situation_report"])
        with pytest.raises(EmbedderError):
            library.make_vectors()
        library.start_vectors()
        wait_for(lambda: not library.status().working)
        assert library.search("养老")
        assert library.status().error == "向量服务停了"


def test_a_batch_once_made_is_kept(tmp_path: Path, samples: Path) -> None:
    with Library(tmp_path / "library", embedder=Failing(after=1)) as library:
        library.add([samples / "situation_report"])
        with pytest.raises(EmbedderError):
            library.make_vectors()
        assert 0 < library.status().vectors < library.status().passages


def test_only_one_process_has_the_vectors(library: Library) -> None:
    library.make_vectors()
    script = f"""
        from pathlib import Path
        from retrieval import open_library
        library = open_library(Path({str(library.folder)!r}))
        assert library.search("敬老院")
        print(library.status().by_meaning, library.status().error)
    """
    assert run(script).stdout.split() == ["False", "样本库正被另一个程序使用，本程序只按词语检索"]
    library.close()
    assert run(script).stdout.split() == ["True"]


def test_a_killed_owner_leaves_the_library_usable(library: Library) -> None:
    library.close()
    script = f"""
        import os
        from pathlib import Path
        from retrieval import open_library
        library = open_library(Path({str(library.folder)!r}))
        library.make_vectors()
        os.kill(os.getpid(), 9)
    """
    assert run(script).returncode == -9
    with Library(library.folder, embedder=Forbidden()) as again:
        assert again.make_vectors() == 0
        again.search("老人")
        assert again.status().by_meaning


def test_settings_choose_the_embedder() -> None:
    assert isinstance(choose_embedder("e5"), PairedEmbedder)
    assert isinstance(choose_embedder("openai"), OpenAIEmbedder)
    assert choose_embedder("off") is None
    with pytest.raises(LibraryError, match="DRAFTING_EMBEDDINGS=word2vec"):
        choose_embedder("word2vec")


class Failing:
    name = "failing"

    def __init__(self, after: int = 0) -> None:
        self._left = after

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        if not self._left:
            raise EmbedderError("向量服务停了")
        self._left -= 1
        return np.ones((len(texts), 3), dtype=np.float32)

    def query(self, text: str) -> NDArray[np.float32]:
        return self.passages([text])[0]


class Forbidden(PairedEmbedder):
    """Embeds queries; passages must come from the cache."""

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        raise AssertionError(f"embedded again: {texts}")


def wait_for(condition: object, seconds: float = 30) -> None:
    assert callable(condition)
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.05)


def run(script: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)],
        capture_output=True,
        text=True,
        env={"DRAFTING_EMBEDDINGS": "e5", "PYTHONPATH": ".", "PYTHONIOENCODING": "utf-8"},
        check=False,
    )
