"""The word lists that names are known by, from ``lexicon.yaml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("lexicon.yaml")

LEVELS = (
    "中央|国家|全国|省级|市级|县级|区级|镇级|乡级|村级|自治区|省|市|州|盟|县|区|旗|乡镇|镇街|镇村|街道|社区|乡|镇|村|厅|局|校|院|厂|集团|公司|机关"
    "|开发区|高新区|经开区|园区|新区"
)
_WHOLE = "中共|各级|各|本|我|该|原|两级|两|全|上级|下级|同级|基层|有关|相关|直属|所在|当地|驻村|驻企|挂职|派出|接收|推荐|联合|刚才|请由|由|与|和|向|经|据|报|请|给|到|对|在|让|把|被|从"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The lists as sets, and the patterns made of them."""

    surnames: frozenset[str]
    rare_surnames: frozenset[str]
    compound_surnames: frozenset[str]
    posts: tuple[str, ...]
    callings: tuple[str, ...]
    public_persons: frozenset[str]
    not_persons: frozenset[str]
    ordinary_places: frozenset[str]
    short_titles: frozenset[str]
    public_titles: frozenset[str]
    organ: re.Pattern[str]
    office: re.Pattern[str]
    department: re.Pattern[str]

    def is_surname(self, text: str) -> bool:
        """Tell whether a name may begin so."""
        return text[:1] in self.surnames or text[:2] in self.compound_surnames


@cache
def lexicon() -> Lexicon:
    """The lists; read once (about 10 ms)."""
    import yaml

    lists: dict[str, str] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    words = {name: tuple(dict.fromkeys(text.split())) for name, text in lists.items()}
    organs = _either(words["organs"])
    departments, ends = _either(words["departments"]), _either(words["department_ends"])
    institutions = _either(words["institutions"])
    before = rf"(?:{_WHOLE})*(?:{LEVELS})*(?:直属|直)?"
    return Lexicon(
        surnames=frozenset("".join(words["surnames"])),
        rare_surnames=frozenset("".join(words["rare_as_surname"])),
        compound_surnames=frozenset(words["two_character_surnames"]),
        posts=_longest_first(words["posts"]),
        callings=_longest_first(words["callings"]),
        public_persons=frozenset(words["public_persons"]),
        not_persons=frozenset(words["not_persons"]),
        ordinary_places=frozenset(words["ordinary_places"]),
        short_titles=frozenset(words["short_titles"]),
        public_titles=frozenset(words["public_titles"]),
        organ=re.compile(rf"{before}(?:党)?(?:{organs})*(?:机关|部门|系统|干部)?"),
        department=re.compile(
            rf"[省市州县区旗](?:{departments})(?:管理局|委员会|分局|局|厅|委)(?!属)"
        ),
        office=re.compile(rf"{before}(?:(?:{departments})(?:{ends})?|{institutions})"),
    )


def _longest_first(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(words, key=len, reverse=True))


def _either(words: tuple[str, ...]) -> str:
    return "|".join(map(re.escape, _longest_first(words)))
