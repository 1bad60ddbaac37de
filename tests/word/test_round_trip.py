"""Lines -> DOCX -> Markdown: what was written is what is read."""

import tempfile
import time
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafting.manuscript import LETTERHEAD, Line, from_markdown, to_markdown
from drafting.word import profile_names, read, write
from drafting.word.profile import ROLES
from drafting.word.text import clean
from tests.word.documents import REPORT

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*/*.md"))


@pytest.mark.parametrize("profile", profile_names())
def test_a_report(tmp_path: Path, profile: str) -> None:
    write(REPORT, tmp_path / "a.docx", profile=profile)
    assert read(tmp_path / "a.docx") == to_markdown(REPORT)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_the_samples(tmp_path: Path, sample: Path) -> None:
    lines = from_markdown(sample.read_text(encoding="utf-8")).lines
    write(lines, tmp_path / "a.docx")
    assert read(tmp_path / "a.docx") == to_markdown(lines)


def test_a_western_title_keeps_its_words_apart(tmp_path: Path) -> None:
    lines = [Line("title", "A Report on the Party Building Work of the County Hospital")]
    write(lines, tmp_path / "a.docx")
    assert read(tmp_path / "a.docx") == to_markdown(lines)


ODD = st.text(
    st.one_of(
        st.sampled_from(
            "“”‘’—…《》、。：（）一二三1.\t\n\r\x00\x0b\x1b\ufeff\u2028\ud800\uffff😀👨‍👩‍👧é\u0301　"
        ),
        st.characters(),
    ),
    max_size=60,
)


IN_PLACE = [role for role in ROLES if role not in LETTERHEAD]
"""版头 is moved above the title; test_masthead.py has it."""


@settings(max_examples=150, deadline=None)
@given(st.lists(st.builds(Line, st.sampled_from(IN_PLACE), ODD), max_size=12))
def test_odd_text_makes_a_sound_file_that_keeps_every_word(lines: list[Line]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.docx"
        write(lines, path)
        docx.Document(str(path))
        found = read(path)
    words = "".join("".join(clean(line.text)) for line in lines)
    assert _letters(found) == _letters(words)


@settings(max_examples=50, deadline=None)
@given(st.text("甲乙丙“”，《》（）😀abc123", min_size=1, max_size=400))
def test_any_title_comes_back(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.docx"
        write([Line("title", text)], path)
        assert read(path) == f"# {text}\n"


def _letters(text: str) -> str:
    return "".join(character for character in text if not character.isspace() and character != "#")


def test_twenty_pages_are_written_and_read_in_half_a_second(tmp_path: Path) -> None:
    page = [
        Line("heading1", "一、主要做法"),
        *[Line("body", "“全市”共选派468名，占26.9%。" * 10)] * 3,
    ]
    lines = [Line("title", "工作总结"), *page * 20]
    write(lines[:3], tmp_path / "a.docx")
    start = time.process_time()
    write(lines, tmp_path / "a.docx")
    wrote = time.process_time()
    read(tmp_path / "a.docx")
    assert wrote - start < 0.5
    assert time.process_time() - wrote < 0.5
