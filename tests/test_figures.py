from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafting.figures import Figure, chinese_number, find_figures, normal_unit

quick = settings(max_examples=100, deadline=None)
figure_like = st.text(
    alphabet="0129.,，。%一二十百千万亿零〇两点分之余多几年人元成第《》（）A ", max_size=40
)


def seen(text: str) -> list[tuple[str, str]]:
    """Value and unit of each figure, as a person would write them."""
    return [(f"{figure.value.normalize():f}", figure.unit) for figure in find_figures(text)]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("共468名", [("468", "名")]),
        ("办结率95.4%", [("95.4", "%")]),
        ("增长３５％", [("35", "%")]),
        ("4.6亿元", [("460000000", "元")]),
        ("46000万元", [("460000000", "元")]),
        ("460,000,000元", [("460000000", "元")]),
        ("5千亿元", [("500000000000", "元")]),
        ("1.2万余人次", [("12000", "人次")]),
        ("3000多户", [("3000", "户")]),
        ("5万家企业", [("50000", "家")]),
        ("2026年3月12日", [("2026", "年"), ("3", "月"), ("12", "日")]),
        ("3—5年", [("3", ""), ("5", "年")]),
        ("提高2.5个百分点", [("2.5", "个百分点")]),
        ("发电40千瓦时", [("40", "千瓦时")]),
        ("一百二十个村", [("120", "个")]),
        ("二〇二五年十二月", [("2025", "年"), ("12", "月")]),
        ("二〇一一年", [("2011", "年")]),
        ("三十多万元", [("300000", "元")]),
        ("一万一千元", [("11000", "元")]),
        ("三公里", [("3", "公里")]),
        ("九十分", [("90", "分")]),
        ("百分之十二点五", [("12.5", "%")]),
        ("千分之三", [("3", "‰")]),
        ("五分之二", [("40", "%")]),
        ("十分之一", [("10", "%")]),
        ("三成", [("30", "%")]),
        ("3成", [("30", "%")]),
    ],
)
def test_figures_are_worth_what_they_say(text: str, figures: list[tuple[str, str]]) -> None:
    assert seen(text) == figures


@pytest.mark.parametrize(
    "text",
    [
        "一起干", "第三批", "第12条", "二是抓落实", "一要加强", "“十五五”开局", "《2025年工作要点》",
        "一、基本情况", "（三）强化保障", "1.明确责任", "十分重要", "万一出错", "五花八门", "一把手", "三农工作",
        "党的二十大以来", "党的十八大提出", "一一对应", "三三两两", "几十名", "数百人", "千家万户", "亿万群众",
        "气象万千", "万亿级产业", "五一劳动节", "七一前夕", "三支一扶", "两点一线", "说一千道一万", "A4纸", "G20",
        "成立大会", "",
    ],
)  # fmt: skip
def test_what_looks_like_a_figure_is_none(text: str) -> None:
    assert find_figures(text) == []


@pytest.mark.parametrize("text", ["抓住三个关键", "两年来", "跑了七八趟群众家，谈了两三次"])
def test_small_chinese_numerals_are_loose(text: str) -> None:
    assert all(figure.loose for figure in find_figures(text))


def test_arabic_and_large_chinese_figures_are_not_loose() -> None:
    assert not any(figure.loose for figure in find_figures("3个村，二十个镇，五分之一"))


@pytest.mark.parametrize("units", ["名 位 人 口", "千米 公里", "千克 公斤", "百分点 个百分点"])
def test_units_that_say_the_same_are_one(units: str) -> None:
    assert len({normal_unit(unit) for unit in units.split()}) == 1


def test_unlike_units_stay_apart() -> None:
    assert len({normal_unit(unit) for unit in ("人", "人次", "个", "月", "个月")}) == 5


@quick
@given(st.one_of(figure_like, st.text(max_size=40)))
def test_any_text_can_be_searched(text: str) -> None:
    end = 0
    for figure in find_figures(text):
        assert end <= figure.start < figure.end <= len(text)
        assert figure.text == text[figure.start : figure.end]
        assert figure.value >= 0
        end = figure.end


@quick
@given(st.integers(0, 10**9), st.sampled_from(["人", "元", "%", "公里", "个百分点"]))
def test_any_arabic_figure_is_found(number: int, unit: str) -> None:
    assert find_figures(f"共{number}{unit}，")[0] == Figure(
        f"{number}{unit}", 1, 1 + len(f"{number}{unit}"), Decimal(number), unit
    )


DIGITS = "零一二三四五六七八九"


def below_ten_thousand(number: int) -> str:
    """Reads 1 to 9999 place by place: 1010 is 一千零一十."""
    words, gap = "", False
    for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            words += ("零" if gap and words else "") + DIGITS[digit] + name
            gap = False
        else:
            gap = True
    return words


def numeral(number: int) -> str:
    """Reads a number in groups of four digits: 亿, 万, ones."""
    words = ""
    for size, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        group = number // size % 10**4
        if group:
            words += ("零" if words and group < 1000 else "") + below_ten_thousand(group) + name
    return words


def test_the_generator_of_this_test_reads_numbers_rightly() -> None:
    assert [numeral(n) for n in (7, 105, 1010, 20_003, 300_000_040)] == [
        "七", "一百零五", "一千零一十", "二万零三", "三亿零四十",
    ]  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.integers(1, 10**12 - 1))
def test_any_chinese_numeral_is_understood(number: int) -> None:
    assert chinese_number(numeral(number)) == number


@quick
@given(st.integers(1, 99))
def test_the_one_before_ten_may_be_left_out(number: int) -> None:
    assert chinese_number(numeral(number).replace("一十", "十")) == number


@quick
@given(st.integers(1, 10**8), st.integers(1, 999))
def test_a_fraction_follows_the_point(whole: int, digits: int) -> None:
    spoken = "".join(DIGITS[int(digit)] for digit in str(digits))
    assert chinese_number(f"{numeral(whole)}点{spoken}") == Decimal(f"{whole}.{digits}")


@quick
@given(st.integers(1000, 2999))
def test_years_are_read_digit_by_digit(year: int) -> None:
    for zero in "〇零":
        spoken = "".join(zero if digit == "0" else DIGITS[int(digit)] for digit in str(year))
        assert chinese_number(spoken) == year


@pytest.mark.parametrize(
    ("spoken", "number"),
    [("一万五", 15_000), ("三百二", 320), ("两亿三", 230_000_000), ("两千", 2000)],
)
def test_a_last_unit_may_be_left_out(spoken: str, number: int) -> None:
    assert chinese_number(spoken) == number


@quick
@given(st.integers(11, 10**9), st.sampled_from(["人", "元", "公里"]))
def test_a_figure_is_worth_the_same_in_either_script(number: int, unit: str) -> None:
    arabic, *_ = find_figures(f"{number}{unit}")
    chinese, *_ = find_figures(f"{numeral(number)}{unit}")
    assert (arabic.value, arabic.unit) == (chinese.value, chinese.unit)
