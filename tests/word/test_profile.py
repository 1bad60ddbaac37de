from pathlib import Path

import pytest

from drafting.errors import BadInput
from drafting.word import load_profile, profile_names
from drafting.word.units import parse_length

OFFICIAL = Path(__file__).parents[2] / "drafting/word/profiles/official.toml"


def altered(folder: Path, old: str, new: str) -> str:
    text = OFFICIAL.read_text(encoding="utf-8")
    assert old in text
    file = folder / "mine.toml"
    file.write_text(text.replace(old, new), encoding="utf-8")
    return str(file)


def test_four_profiles_come_with_the_program() -> None:
    assert profile_names() == ("official", "plain", "speech", "speech_large")


@pytest.mark.parametrize("name", profile_names())
def test_every_profile_loads_under_its_own_name(name: str) -> None:
    assert load_profile(name).name == name


def test_official_numbers_in_twips() -> None:
    page = load_profile("official").page
    assert (page.width.twips, page.height.twips) == (11906, 16838)
    assert (page.top.twips, page.bottom.twips) == (2098, 1984)
    assert (page.left.twips, page.right.twips) == (1587, 1474)
    assert page.pitch.twips == 579
    assert load_profile("official").styles["body"].tracking.twips == -5


def test_the_type_area_is_156_by_225_mm() -> None:
    page = load_profile("official").page
    assert page.text_width.millimetres == pytest.approx(156)
    assert page.text_height.millimetres == pytest.approx(225)


def test_an_unknown_profile_names_those_there_are() -> None:
    with pytest.raises(BadInput, match=r"没有名为“fancy”的版式.*official、plain、speech"):
        load_profile("fancy")


def test_a_profile_can_be_a_file_of_ones_own(tmp_path: Path) -> None:
    file = altered(tmp_path, 'label = "公文（GB/T 9704）"', 'label = "本单位"')
    assert load_profile(file).label == "本单位"


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("indent = 1", "indent = 1\nshadow = true", "page_number.shadow：不认识的键"),
        ('pitch = "28.95pt"', 'pitch = "29pt"', "排不出每页 22 行"),
        ('tracking = "-0.25pt"', 'tracking = "0pt"', "排不出每行 28 字"),
        ('top = "37mm"', "top = 37", "长度应写成"),
        ("[styles.date]", "[styles.dates]", "styles.dates"),
    ],
)
def test_a_wrong_profile_is_refused_with_its_place(
    tmp_path: Path, old: str, new: str, complaint: str
) -> None:
    with pytest.raises(BadInput) as caught:
        load_profile(altered(tmp_path, old, new))
    assert complaint in str(caught.value)


def test_a_missing_profile_file_is_named() -> None:
    with pytest.raises(BadInput, match=r"nowhere\.toml"):
        load_profile("nowhere.toml")


def test_lengths_carry_their_unit() -> None:
    assert parse_length("25.4mm").points == pytest.approx(72)
    assert parse_length("-0.25pt").twips == -5
    with pytest.raises(ValueError, match="16pt"):
        parse_length("16")
