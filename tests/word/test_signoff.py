import pytest

from drafting.word import load_profile
from drafting.word.signoff import Signoff, place, place_sealed
from drafting.word.text import width

STYLES = load_profile("official").styles
ROOM = load_profile("official").page.text_width.points
CHARACTER = 15.75  # pt


def placed(names: list[str], date: str) -> Signoff:
    return place(names, date, STYLES["signature"], STYLES["date"], ROOM)


def test_the_date_begins_two_characters_right_of_the_name() -> None:
    spots = placed(["临江市科学技术局"], "2026年3月12日")
    name_start = ROOM - 2 * CHARACTER - 8 * CHARACTER
    assert spots.signature == ("right", 2 * CHARACTER, 0)
    assert spots.date.side == "left"
    assert spots.date.distance == pytest.approx(name_start + 2 * CHARACTER)


def test_a_longer_date_ends_two_characters_from_the_edge_and_the_name_moves() -> None:
    spots = placed(["市委"], "2026年12月12日")
    date_width = width("2026年12月12日", 16, -0.25)
    assert spots.date == ("right", 2 * CHARACTER, 0)
    date_start = ROOM - 2 * CHARACTER - date_width
    assert spots.signature.side == "left"
    assert spots.signature.distance == pytest.approx(date_start - 2 * CHARACTER)


def test_a_date_alone_stands_four_characters_from_the_edge() -> None:
    assert placed([], "2026年3月12日").date == ("right", 4 * CHARACTER, 0)


def test_a_name_wider_than_the_line_pushes_nothing_off_the_page() -> None:
    spots = placed(["中共" + "很长" * 20 + "委员会"], "2026年3月12日")
    assert spots.signature.distance >= 0
    assert spots.date.distance >= 0


def test_a_name_hardly_longer_than_the_date_leaves_room_to_breathe() -> None:
    assert placed(["临江市科技局二"], "2026年3月12日").date.beyond > 0


def sealed(names: list[str], date: str) -> Signoff:
    return place_sealed(names, date, STYLES["signature"], STYLES["date"], ROOM)


@pytest.mark.parametrize("name", ["市委", "临江市科学技术局", "中共临江市委组织部办公室"])
def test_under_a_seal_the_name_is_centred_over_the_date(name: str) -> None:
    spots = sealed([name], "2026年3月12日")
    assert spots.date == ("right", 4 * CHARACTER, 0)
    middle = 4 * CHARACTER + width("2026年3月12日", 16, -0.25) / 2
    assert spots.signature.distance + width(name, 16, -0.25) / 2 == pytest.approx(middle)


def test_under_a_seal_a_long_name_ends_at_the_edge() -> None:
    name = "临江市推进农业农村现代化工作领导小组办公室"
    spots = sealed([name], "2026年3月12日")
    assert spots.signature.distance == 0
    middle = spots.date.distance + width("2026年3月12日", 16, -0.25) / 2
    assert middle == pytest.approx(width(name, 16, -0.25) / 2)


def test_under_a_seal_a_date_may_stand_alone() -> None:
    assert sealed([], "2026年3月12日").date == ("right", 4 * CHARACTER, 0)
