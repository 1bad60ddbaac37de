"""Measured on the printed page: LibreOffice renders, poppler measures (mm)."""

import subprocess
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest
from PIL import Image, ImageChops

from drafting.document import lines_of
from drafting.manuscript import Line, from_markdown
from drafting.word import load_profile, profile_names, write
from drafting.word.contents import reckoned_pages
from drafting.word.printing import heading_pages, page_texts
from drafting.word.profile import Page as PageShape
from drafting.word.profile import Signoff
from drafting.word.title import break_title
from tests.briefs import SHIPPED, drafted, shipped
from tests.word.documents import FULL_LINE, HEADED, TWO_HEADS, WHOLE, wide
from tests.word.office import TextLine, page_size, printed_lines, require_office, to_pdf

pytestmark = pytest.mark.office

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


LARGE = (Line("title", "在会上的讲话"), *[Line("body", FULL_LINE * 8)] * 10)
LONG = (
    Line("title", "关于全市农村养老服务情况的调研报告"),
    *[
        line
        for number in "一二三四"
        for line in (
            Line("heading1", f"{number}、主要做法"),
            *[Line("body", f"{FULL_LINE * 5}。共选派468名，占26.9%，“实打实”抓落实。")] * 7,
            Line("heading2", "（一）坚持精准选派"),
            *[Line("body", FULL_LINE * 3)] * 5,
        )
    ],
)


ROSTER = (
    Line("title", "科技特派员名册"),
    *[Line("body", FULL_LINE * 7)] * 2,
    Line("heading1", "一、名册"),
    Line("caption", "表1　科技特派员名册"),
    Line("table_head", "| 序号 | 姓名 | 服务内容 |"),
    *[
        Line("table", f"| {n:03} | 林望川 | {'推广良种良法，' * (n % 5 + 1)} |")
        for n in range(1, 61)
    ],
    Line("body", "以上人员任期两年。"),
)


class Rendered(NamedTuple):
    """A draft of a kind in a profile, printed."""

    profile: str
    lines: tuple[Line, ...]
    pages: list[list[TextLine]]


class Printed(NamedTuple):
    report: list[list[TextLine]]
    speech: list[list[TextLine]]
    plain: list[list[TextLine]]
    large: list[list[TextLine]]
    whole: list[list[TextLine]]
    sealed: list[list[TextLine]]
    roster: list[list[TextLine]]
    headed: list[list[TextLine]]
    heads: list[list[TextLine]]
    wide: list[list[TextLine]]
    kinds: list[Rendered]
    sizes: list[tuple[float, float]]
    long: Path
    """A document with contents and its PDF beside it."""


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    """All documents of this module, every kind in every profile among them, in one start."""
    require_office()
    folder = tmp_path_factory.mktemp("office")
    first = {
        "report": (REPORT, "official"), "speech": (SPEECH, "speech"), "plain": (REPORT, "plain"),
        "large": (LARGE, "speech_large"), "whole": (from_markdown(WHOLE).lines, "official"),
        "long": (LONG, "official"), "roster": (ROSTER, "plain"),
        "headed": (from_markdown(HEADED).lines, "official"),
        "heads": (from_markdown(TWO_HEADS).lines, "official"),
        "wide": (from_markdown(wide(18)).lines, "official"),
    }  # fmt: skip
    for name, (lines, profile) in first.items():
        write(lines, folder / f"{name}.docx", profile=profile, contents=name == "long")
    official = load_profile("official")
    under_seal = official.model_copy(update={"signoff": Signoff(seal=True)})
    write(REPORT, folder / "sealed.docx", profile=under_seal)
    drafts = [
        (profile, lines_of(drafted(shipped(name))))
        for profile in profile_names()
        for name in SHIPPED
    ]
    for number, (profile, lines) in enumerate(drafts):
        write(lines, folder / f"{number}.docx", profile=profile)
    names = [*first, "sealed", *map(str, range(len(drafts)))]
    pdfs = to_pdf([folder / f"{name}.docx" for name in names], folder)
    pages = [printed_lines(pdf) for pdf in pdfs]
    kinds = [
        Rendered(*one, printed)
        for one, printed in zip(drafts, pages[len(first) + 1 :], strict=True)
    ]
    return Printed(
        *pages[:5],
        pages[len(first)],
        pages[6],
        *pages[7:10],
        kinds,
        [page_size(pdf) for pdf in pdfs if pdf.stem != "wide"],
        folder / "long.docx",
    )


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


def test_the_signoff_under_a_seal(printed: Printed) -> None:
    page = next(page for page in printed.sealed if any("临江市科" in one.text for one in page))
    name, date = line(page, "临江市科"), line(page, "二〇二六")
    assert date.right == pytest.approx(RIGHT - 4 * CHARACTER, abs=0.3)
    assert name.left + name.right == pytest.approx(date.left + date.right, abs=0.6)
    before = text_lines(page)[-3]
    assert name.bottom - before.bottom == pytest.approx(3 * PITCH, abs=0.1)


def test_an_attachment_wraps_under_its_name(printed: Printed) -> None:
    page = next(page for page in printed.report if any("附件" in one.text for one in page))
    index = next(i for i, one in enumerate(page) if one.text.startswith("附件"))
    label = 4 * CHARACTER - 0.5 / 72 * 25.4  # 附件：1. less the tracking of a half-width mark
    assert page[index].left == pytest.approx(LEFT + 2 * CHARACTER, abs=0.2)
    assert page[index + 1].left == pytest.approx(page[index].left + label, abs=0.3)


def test_a_full_page_of_large_print(printed: Printed) -> None:
    lines = text_lines(printed.large[1])
    assert len(lines) == 21
    full = [one for one in lines if one.left < LEFT + 1 < RIGHT - 5 < one.right]
    assert {len(one.text) for one in full} == {24}


HEADINGS = ("一、", "二、", "三、", "四、", "五、", "六、", "（一）", "（二）", "（三）", "（四）")


def _foot(page: PageShape) -> float:
    """Where the last line of a page ends at most, in mm from its upper edge."""
    return (page.top.points + page.text_height.points) / 72 * 25.4


def test_no_heading_ends_a_page_and_no_page_is_blank(printed: Printed) -> None:
    every = [(load_profile("official"), printed.report), (load_profile("speech"), printed.speech)]
    every += [(load_profile(one.profile), one.pages) for one in printed.kinds]
    for profile, pages in every:
        for page in pages:
            lines = text_lines(page)
            assert lines
            assert (lines[-1].top + lines[-1].bottom) / 2 < _foot(profile.page)
            last = lines[-1].text
            assert not (last.startswith(HEADINGS) and "。" not in last and len(last) < 28), last


def test_every_kind_in_every_profile_has_its_title_as_planned(printed: Printed) -> None:
    assert {one.profile for one in printed.kinds} == set(profile_names())
    for profile, lines, pages in printed.kinds:
        style = load_profile(profile).styles["title"]
        title = next(line.text for line in lines if line.role == "title")
        room = load_profile(profile).page.text_width.points / style.character.points
        planned = [part.replace(" ", "") for part in break_title(title, room)]
        assert [line.text for line in pages[0][: len(planned)]] == planned


def test_every_page_has_its_number_at_its_side(printed: Printed) -> None:
    for profile, _, pages in printed.kinds:
        outer = load_profile(profile).page_number.place == "outer"
        for count, page in enumerate(pages, 1):
            found = number(page)
            assert found.text.strip("—") == str(count)
            middle = (found.left + found.right) / 2
            side = (
                "middle"
                if abs(middle - (LEFT + RIGHT) / 2) < 2
                else "left"
                if middle < 105
                else "right"
            )
            assert side == ("middle" if not outer else "right" if count % 2 else "left")


def test_a_whole_document_stands_as_the_standard_asks(printed: Printed) -> None:
    first, *_, second, third = printed.whole
    assert text_lines(first)[0].text == "江农办〔2026〕12号"
    assert text_lines(second)[0].text == "附件1"
    assert text_lines(second)[0].left == pytest.approx(LEFT, abs=0.3)
    title = text_lines(second)[1]
    assert title.text == "科技特派员名册"
    assert (title.left + title.right) / 2 == pytest.approx((LEFT + RIGHT) / 2, abs=0.5)
    assert title.bottom - text_lines(second)[0].bottom == pytest.approx(2 * PITCH, abs=1.5)
    assert text_lines(third)[0].text == "附件2"
    copies, made = text_lines(third)[-2:]
    assert copies.text.startswith("抄送：")
    assert made.text == "临江市农业农村局办公室2026年3月12日印发"
    assert BOTTOM - 8 < made.bottom <= BOTTOM + 0.5
    size = 14 / 72 * 25.4
    assert made.left == pytest.approx(LEFT + size, abs=0.3)
    assert made.right == pytest.approx(RIGHT - size, abs=0.6)


def test_the_masthead_is_where_the_standard_has_it(printed: Printed) -> None:
    page = printed.headed[0]
    mark, row, title = page[0], page[1], page[2]
    assert mark.text == "江北县农业农村局文件"
    assert (mark.left + mark.right) / 2 == pytest.approx((LEFT + RIGHT) / 2, abs=0.5)
    assert mark.left > LEFT
    assert mark.right < RIGHT
    size = 16 / 72 * 25.4
    assert row.text == "江农〔2026〕12号签发人：林望川"
    assert row.left == pytest.approx(LEFT + CHARACTER, abs=0.6)
    assert row.right == pytest.approx(RIGHT - CHARACTER, abs=0.6)
    assert title.text == "关于春耕生产情况的报告"
    assert title.bottom - row.bottom == pytest.approx(3 * PITCH + size, abs=2 * size)


def test_the_red_of_the_masthead(printed: Printed) -> None:
    """Measured in pixels: the upper edge 35 mm below the type area, the line 4 mm below 文号."""
    folder = printed.long.parent
    subprocess.run(
        ["pdftoppm", "-r", "150", "-singlefile", "-png", str(folder / "headed.pdf"),
         str(folder / "headed")], check=True,
    )  # fmt: skip
    with Image.open(folder / "headed.png") as picture:
        red, green, _ = picture.convert("RGB").split()
        bright = ImageChops.subtract(red, green).point(lambda value: 255 if value > 120 else 0)
        dark = red.point(lambda value: 255 if value < 110 else 0)
    millimetre = 150 / 25.4
    rows = [y for y in range(bright.height) if bright.crop((0, y, bright.width, y + 1)).getbbox()]
    assert rows[0] / millimetre == pytest.approx(TOP + 35, abs=0.7)
    rule = next(y for y in reversed(rows) if y - 1 not in rows)
    box = bright.crop((0, rule, bright.width, rule + 1)).getbbox()
    assert box is not None
    assert box[0] / millimetre == pytest.approx(LEFT, abs=0.4)
    assert box[2] / millimetre == pytest.approx(RIGHT, abs=0.4)
    above = dark.crop((0, 0, dark.width, rule)).getbbox()
    assert above is not None
    assert (rule - above[3]) / millimetre == pytest.approx(4, abs=0.7)


def test_figures_of_a_column_end_at_one_place(printed: Printed) -> None:
    rows = [
        one for one in text_lines(printed.heads[0]) if one.text.startswith(("东湖镇", "白石镇"))
    ]
    assert [one.text for one in rows] == ["东湖镇122012148", "白石镇8—96.5"]
    assert rows[0].right == pytest.approx(rows[1].right, abs=0.2)
    (unit,) = [one for one in text_lines(printed.heads[0]) if one.text.startswith("单位")]
    assert unit.right == pytest.approx(RIGHT, abs=0.5)


def test_a_wide_table_stands_on_a_page_on_its_side(printed: Printed) -> None:
    first, side, last = printed.wide
    assert [one.text for one in text_lines(first)][-1] == "前文。"
    assert "东湖镇" + "12345.6" * 17 in "".join(one.text for one in side)
    assert all(one.left > LEFT and one.right < 297 - 35 + 0.5 for one in side)
    assert text_lines(last)[0].text == "后文。"
    assert number(last).text == "—3—"


def test_a_table_keeps_within_the_text(printed: Printed) -> None:
    rows = [
        one
        for one in text_lines(printed.whole[0])
        if one.text.startswith(("县区", "江北县", "河口县"))
    ]
    assert [one.text for one in rows] == [
        "县区人数主要服务内容", "江北县126到村入户指导春耕备耕，推广良种良法", "河口县342开展技术培训",
    ]  # fmt: skip
    assert all(one.left > LEFT and one.right < RIGHT for one in rows)
    steps = [after.bottom - before.bottom for before, after in pairwise(rows)]
    assert all(7 < step < 10 for step in steps)


def test_a_long_table_repeats_its_head_and_loses_no_row(printed: Printed) -> None:
    pages = [text_lines(page) for page in printed.roster]
    assert len(pages) >= 3
    with_rows = [page for page in pages if any("林望川" in one.text for one in page)]
    assert all(sum(one.text.startswith("序号") for one in page) == 1 for page in with_rows)
    assert all(page[0].text.startswith("序号") for page in with_rows[1:])
    shown = "".join(one.text for page in pages for one in page)
    assert [shown.count(f"{n:03}林望川") for n in range(1, 61)] == [1] * 60
    assert shown.count("推广良种良法") == sum(n % 5 + 1 for n in range(1, 61))
    assert not pages[0][-1].text.startswith(("一、", "表1", "序号"))


def test_the_contents_name_the_pages_the_headings_stand_on(printed: Printed) -> None:
    texts = page_texts(printed.long.with_suffix(".pdf").read_bytes())
    reckoned = reckoned_pages(printed.long, LONG)
    assert len(reckoned) == 8
    assert heading_pages(texts, LONG) == reckoned
    assert texts[0].startswith("目")
    assert "— 1 —" not in texts[0]
    assert "— 1 —" in texts[1]
