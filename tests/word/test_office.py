"""Measured on the printed page: LibreOffice renders, poppler measures (mm)."""

from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest

from drafting.manuscript import Line, from_markdown
from drafting.word import write
from tests.word.documents import FULL_LINE
from tests.word.office import TextLine, page_size, printed_lines, require_office, to_pdf

pytestmark = pytest.mark.office

SAMPLES = Path(__file__).parents[2] / "samples"
PITCH = 28.95 / 72 * 25.4
CHARACTER = 15.75 / 72 * 25.4
LEFT, RIGHT, TOP, BOTTOM = 28.0, 210 - 26.0, 37.0, 297 - 35.0

REPORT = (
    Line("title", "关于选派科技特派员下乡服务春耕生产情况的汇报"),
    Line("recipient", "市委组织部："),
    *[Line("body", FULL_LINE * 8)] * 10,
    Line("heading1", "一、主要做法"),
    Line("body", "短文。"),
    Line("attachment", "附件：1." + FULL_LINE),
    Line("signature", "临江市科学技术局"),
    Line("date", "二〇二六年三月"),
)
SPEECH = (
    Line("title", "在会上的讲话"),
    Line("dateline", "（2026年3月12日）"),
    Line("byline", "市委组织部部长　林某某"),
    Line("salutation", "同志们："),
    Line("body", "今天召开会议。"),
    *[Line("body", FULL_LINE * 8)] * 10,
    Line("ending", "谢谢大家！"),
)


class Printed(NamedTuple):
    report: list[list[TextLine]]
    speech: list[list[TextLine]]
    plain: list[list[TextLine]]
    samples: list[list[list[TextLine]]]
    sizes: list[tuple[float, float]]


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    require_office()
    folder = tmp_path_factory.mktemp("office")
    documents = [folder / f"{name}.docx" for name in ("report", "speech", "plain")]
    write(REPORT, documents[0])
    write(SPEECH, documents[1], profile="speech")
    write(REPORT, documents[2], profile="plain")
    for sample in sorted(SAMPLES.glob("*/*.md")):
        documents.append(folder / f"{sample.parent.name}-{sample.stem}.docx")
        write(from_markdown(sample.read_text(encoding="utf-8")).lines, documents[-1])
    pdfs = to_pdf(documents, folder)
    pages = [printed_lines(pdf) for pdf in pdfs]
    return Printed(pages[0], pages[1], pages[2], pages[3:], [page_size(pdf) for pdf in pdfs])


def text_lines(page: list[TextLine]) -> list[TextLine]:
    """Lines of the type area, without the page number."""
    return [line for line in page if line.top < BOTTOM]


def number(page: list[TextLine]) -> TextLine:
    (found,) = [line for line in page if line.top > BOTTOM]
    return found


def line(page: list[TextLine], start: str) -> TextLine:
    (found,) = [one for one in page if one.text.startswith(start)]
    return found


def test_the_paper_is_a4(printed: Printed) -> None:
    for size in printed.sizes:
        assert size == pytest.approx((210, 297), abs=0.1)


def test_a_full_page_has_22_lines(printed: Printed) -> None:
    for pages in (printed.report, printed.speech, printed.plain):
        assert len(text_lines(pages[1])) == 22


def test_lines_are_one_pitch_apart(printed: Printed) -> None:
    lines = text_lines(printed.report[1])
    steps = [after.bottom - before.bottom for before, after in pairwise(lines)]
    assert steps == pytest.approx([PITCH] * 21, abs=0.1)


def test_a_full_line_has_28_characters(printed: Printed) -> None:
    full = [one for one in text_lines(printed.report[1]) if one.right > RIGHT - 2]
    inner = [one for one in full if one.left < LEFT + 1]
    first = [one for one in full if one.left > LEFT + 1]
    assert {len(one.text) for one in inner} == {28}
    assert {len(one.text) for one in first} == {26}


def test_a_full_line_of_the_plain_profile_has_27(printed: Printed) -> None:
    lines = [
        one for one in text_lines(printed.plain[1]) if one.left < LEFT + 1 < RIGHT - 2 < one.right
    ]
    assert {len(one.text) for one in lines} == {27}


def test_the_type_area_is_met_to_the_millimetre(printed: Printed) -> None:
    lines = text_lines(printed.report[1])
    assert min(one.left for one in lines) == pytest.approx(LEFT, abs=0.2)
    assert max(one.right for one in lines) == pytest.approx(RIGHT, abs=0.6)
    # A character stands somewhere within its line of 10.2 mm.
    assert TOP <= lines[0].top <= TOP + PITCH - 5
    assert BOTTOM - 2 <= lines[-1].bottom <= BOTTOM


def test_paragraphs_begin_two_characters_in(printed: Printed) -> None:
    assert line(printed.report[0], "市委").left == pytest.approx(LEFT, abs=0.2)
    assert line(printed.speech[0], "同志").left == pytest.approx(LEFT, abs=0.2)
    assert line(printed.speech[0], "今天").left == pytest.approx(LEFT + 2 * CHARACTER, abs=0.2)


def test_the_title_is_centred_and_a_blank_line_follows(printed: Printed) -> None:
    first, second, recipient = printed.report[0][:3]
    assert (first.text, second.text) == ("关于选派科技特派员", "下乡服务春耕生产情况的汇报")
    for one in (first, second):
        assert (one.left + one.right) / 2 == pytest.approx((LEFT + RIGHT) / 2, abs=0.5)
    body = text_lines(printed.report[1])[0].bottom
    assert recipient.bottom - body == pytest.approx(3 * PITCH, abs=0.1)


def test_page_numbers_stand_outside_seven_mm_below(printed: Printed) -> None:
    size = 14 / 72 * 25.4
    odd, even = number(printed.report[0]), number(printed.report[1])
    assert (odd.text, even.text) == ("—1—", "—2—")
    assert odd.right == pytest.approx(RIGHT - size, abs=0.3)
    assert even.left == pytest.approx(LEFT + size, abs=0.3)
    for one in (odd, even):
        assert (one.top + one.bottom) / 2 == pytest.approx(BOTTOM + 7, abs=0.5)


def test_page_numbers_of_a_speech_are_centred(printed: Printed) -> None:
    for page in printed.speech[:2]:
        one = number(page)
        assert (one.left + one.right) / 2 == pytest.approx((LEFT + RIGHT) / 2, abs=0.5)


def test_the_signoff(printed: Printed) -> None:
    page = next(page for page in printed.report if any("临江市科" in one.text for one in page))
    name, date = line(page, "临江市科"), line(page, "二〇二六")
    assert name.right == pytest.approx(RIGHT - 2 * CHARACTER, abs=0.3)
    assert date.left - name.left == pytest.approx(2 * CHARACTER, abs=0.3)
    assert date.bottom - name.bottom == pytest.approx(PITCH, abs=0.1)
    before = text_lines(page)[-3]
    assert name.bottom - before.bottom == pytest.approx(2 * PITCH, abs=0.1)


def test_an_attachment_wraps_under_its_name(printed: Printed) -> None:
    page = next(page for page in printed.report if any("附件" in one.text for one in page))
    index = next(i for i, one in enumerate(page) if one.text.startswith("附件"))
    label = 4 * CHARACTER - 0.5 / 72 * 25.4  # 附件：1. less the tracking of a half-width mark
    assert page[index].left == pytest.approx(LEFT + 2 * CHARACTER, abs=0.2)
    assert page[index + 1].left == pytest.approx(page[index].left + label, abs=0.3)


def test_no_heading_ends_a_page_and_no_page_is_blank(printed: Printed) -> None:
    for pages in (printed.report, printed.speech, *printed.samples):
        for page in pages:
            lines = text_lines(page)
            assert lines
            assert len(lines) <= 22
            assert not lines[-1].text.startswith(("一、", "二、", "三、", "四、", "五、"))
