from __future__ import annotations

import pytest

from retrieval.errors import UnreadableError
from retrieval.read import read_data
from tests.retrieval.read.fixtures import SENTENCES, pdf, picture_pdf, set_page

PARAGRAPHS = ["一、总体情况", SENTENCES * 3, "全年共开展培训四十场，参训二千人次，群众很满意。"]


def test_hard_wrapped_lines_are_joined_to_paragraphs() -> None:
    assert read_data(pdf([set_page(PARAGRAPHS)]), ".pdf").split("\n\n") == PARAGRAPHS


def test_a_paragraph_goes_on_over_the_page() -> None:
    lines = set_page([SENTENCES * 3])
    third = [(left, 740.0, size, text) for left, _, size, text in lines[2:3]]
    assert read_data(pdf([lines[:2], third, lines[3:]]), ".pdf") == SENTENCES * 3


def test_headers_and_page_numbers_are_left_out() -> None:
    pages = [
        set_page([f"第{number}部分讲情况。", SENTENCES], header="工作总结汇编", footer=footer)
        for number, footer in enumerate(("— 1 —", "第2页 共4页", "3/4", "4"), start=1)
    ]
    assert read_data(pdf(pages), ".pdf").split("\n\n") == [
        line for number in (1, 2, 3, 4) for line in (f"第{number}部分讲情况。", SENTENCES)
    ]


def test_a_number_in_the_text_stays() -> None:
    page = set_page([SENTENCES, "2025", "以上是今年的数字。"])
    assert "2025" in read_data(pdf([page]), ".pdf")


def test_a_title_of_two_lines_is_one() -> None:
    title = [
        (120.0, 780.0, 24.0, "关于全县第三批科技特派员"),
        (200.0, 745.0, 24.0, "下派工作的总结"),
    ]
    page = [*title, *set_page(PARAGRAPHS, top=680.0)]
    assert read_data(pdf([page]), ".pdf").startswith(
        "关于全县第三批科技特派员下派工作的总结\n\n一、总体情况"
    )


def test_cells_side_by_side_are_one_line() -> None:
    row = [(72.0, 500.0, 16.0, "单位"), (240.0, 500.0, 16.0, "人数"), (400.0, 500.0, 16.0, "比例")]
    assert "单位 人数 比例" in read_data(pdf([[*set_page(PARAGRAPHS), *row]]), ".pdf")


def test_signs_are_read_in_order_of_place() -> None:
    page = [
        (88.0, 700.0, 16.0, SENTENCES[1:10]),
        (72.0, 700.0, 16.0, SENTENCES[0]),
        (72.0, 650.0, 16.0, SENTENCES[10:30]),
    ]
    assert read_data(pdf([page]), ".pdf").startswith(SENTENCES[:10])


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (pdf([set_page(PARAGRAPHS)], encrypted=True), "密码"),
        (picture_pdf(), "扫描件"),
        (pdf([[]]), "扫描件"),
        (b"%PDF-1.4\n%%EOF", "已损坏"),
        (pdf([set_page(PARAGRAPHS)])[:400], "已损坏|扫描件"),
        (b"just text", "不是 PDF"),
        (b"\x89PNG" + b"\x00" * 50, "图片"),
        (pdf([[]] * 1001), "1001 页"),
        (pdf([[(72.0, 700.0, 12.0, "A letter in another language.")]]), "没有中文正文"),
        (pdf([[(72.0, 700.0, 12.0, "\ue001\ue002\ue003\ue004" * 9)]]), "乱码"),
    ],
)
def test_what_has_no_text_layer_is_refused(data: bytes, told: str) -> None:
    with pytest.raises(UnreadableError, match=told):
        read_data(data, ".pdf")


def test_a_number_cut_by_the_edge_of_the_page_stays_one() -> None:
    lines = [(72.0, 700.0, 16.0, "今年全县共培训各类技术人员并选派驻村干部一共2"),
             (72.0, 672.0, 16.0, "025名，比上年多。")]  # fmt: skip
    full = [
        (72.0, 700.0 + 28 * n, 16.0, "为摸清底数市里组织力量逐村逐户走访登记造册备" + "案")
        for n in (1, 2, 3)
    ]
    assert "一共2025名" in read_data(pdf([[*reversed(full), *lines]]), ".pdf")
