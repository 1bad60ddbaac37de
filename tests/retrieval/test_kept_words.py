"""The index by words on disk: the same answers, and none from a file that is not to be believed."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from retrieval import Library, kept_words
from retrieval.catalog import IndexedPassage
from retrieval.kept_words import KeptWords
from retrieval.snapshot import EMPTY, Snapshot, follow
from tests.retrieval.search.passages import passage

WORDS = ("干部", "挂职", "养老", "灌溉", "农田", "项目", "群众", "3批", "5.2%", "")


@pytest.fixture(autouse=True)
def _every_index_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_words, "LEAST", 1)


def _passages(numbers: list[int], seed: int = 0) -> list[IndexedPassage]:
    return [_passage(number, seed) for number in numbers]


def _passage(number: int, seed: int = 0) -> IndexedPassage:
    chance = random.Random(number + 1000 * seed)
    text = "".join(chance.choices(WORDS, k=chance.randint(0, 30)))
    return passage(f"d{number}-01", text, title=f"关于{chance.choice(WORDS)}的报告")


def _started(file: Path, passages: list[IndexedPassage]) -> Snapshot:
    """The snapshot a new process makes, by way of the file."""
    kept = KeptWords(file)
    snapshot = follow(kept.load(passages), 1, passages)
    kept.save(snapshot)
    return snapshot


def _answers(snapshot: Snapshot) -> list[dict[str, float]]:
    return [snapshot.rank(word, limit=99) for word in ("挂职干部", "养老", "3批 5.2%", "报告")]


def _same(one: list[dict[str, float]], other: list[dict[str, float]]) -> bool:
    return all(a == pytest.approx(b) for a, b in zip(one, other, strict=True))


def test_a_start_takes_the_index_from_the_file(tmp_path: Path) -> None:
    passages = _passages(list(range(30)))
    first = _started(tmp_path / "words.npz", passages)
    loaded = KeptWords(tmp_path / "words.npz").load(passages)
    assert [part.passages for part in loaded.parts] == [tuple(passages)]
    assert _same(_answers(loaded), _answers(first))
    assert not KeptWords(tmp_path / "words.npz").save(EMPTY)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.lists(st.integers(0, 12), unique=True), st.integers(0, 1)),
        min_size=2,
        max_size=5,
    )
)
def test_whatever_changed_between_two_starts_answers_are_those_of_a_new_index(
    tmp_path_factory: pytest.TempPathFactory, libraries: list[tuple[list[int], int]]
) -> None:
    file = tmp_path_factory.mktemp("kept") / "words.npz"
    for numbers, seed in libraries:
        passages = _passages(numbers, seed)
        assert _same(_answers(_started(file, passages)), _answers(follow(EMPTY, 1, passages)))


def test_a_passage_that_moved_under_another_heading_is_not_taken(tmp_path: Path) -> None:
    old = passage("a-01", "选好人", heading="一、农田")
    new = passage("a-01", "选好人", heading="一、养老")
    _started(tmp_path / "words.npz", [old])
    assert _started(tmp_path / "words.npz", [new]).rank("养老", limit=9)
    assert not _started(tmp_path / "words.npz", [new]).rank("农田", limit=9)


def test_a_passage_that_comes_back_after_it_was_gone_is_indexed_again(tmp_path: Path) -> None:
    file, passages = tmp_path / "words.npz", _passages(list(range(40)))
    _started(file, passages)
    _started(file, [*passages[5:], _passage(50)])
    _started(file, [*passages[9:], *_passages([50, 51])])
    assert _same(_answers(_started(file, passages)), _answers(follow(EMPTY, 1, passages)))


@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_file_is_made_anew(tmp_path: Path, seed: int) -> None:
    file, chance = tmp_path / "words.npz", random.Random(seed)
    passages = _passages(list(range(20)))
    expected = _answers(_started(file, passages))
    damaged = bytearray(file.read_bytes())
    if seed % 2:
        del damaged[chance.randrange(len(damaged)) :]
    else:
        for _ in range(8):
            damaged[chance.randrange(len(damaged))] ^= chance.randrange(1, 256)
    file.write_bytes(damaged)
    assert _same(_answers(_started(file, passages)), expected)
    assert KeptWords(file).load(passages).parts


def test_a_file_of_other_code_is_not_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    passages = _passages([1, 2, 3])
    _started(tmp_path / "words.npz", passages)
    monkeypatch.setattr(kept_words, "_made_by", lambda: b"another release")
    assert KeptWords(tmp_path / "words.npz").load(passages) is EMPTY


def test_a_disk_that_refuses_costs_only_the_keeping(tmp_path: Path) -> None:
    kept = KeptWords(tmp_path / "missing" / "words.npz")
    assert not kept.save(follow(EMPTY, 1, _passages([1, 2])))


def test_what_a_killed_writer_left_is_cleared_away(tmp_path: Path) -> None:
    left = tmp_path / "words.npz.0badcafe.making"
    left.write_bytes(b"half")
    _started(tmp_path / "words.npz", _passages([1, 2]))
    assert [file.name for file in tmp_path.iterdir()] == ["words.npz"]


def test_adding_leaves_the_index_on_disk(tmp_path: Path, samples: Path) -> None:
    with Library(tmp_path / "library") as library:
        library.add([samples])
    assert (tmp_path / "library" / "words.npz").exists()
    with Library(tmp_path / "library") as library:
        hits = library.search("特派员")
        library.add_file(samples / "situation_report" / "report.txt", source="新", kind=None)
        assert library.search("特派员") == hits
