"""The fonts that the layouts name. A Word file is right without them here; a preview is not."""

from __future__ import annotations

import shutil
import subprocess

from drafting.doctor.records import Examined
from drafting.settings import Settings

NAME = "字体"


def examine(_: Settings) -> Examined:
    """Compare the fonts of all layouts with those of this machine."""
    named, there = wanted(), _installed()
    if there is None:
        return Examined(NAME, "note", ("本机没有 fontconfig（fc-list），看不出装了哪些字体。",))
    missing = [font for font in named if font not in there]
    if not missing:
        return Examined(NAME, "good", (f"版式用到的 {len(named)} 种字体都在。",))
    said = (
        f"本机缺少{'、'.join(missing)}。Word 文件按名称指定字体，在装有这些字体的机器上版面不变；"
        "本机预览和 PDF 用相近字体代替。需要时请安装这些字体。"
    )
    return Examined(NAME, "note", (said,), {"missing": missing})


def wanted() -> list[str]:
    """Fonts of the layouts, each once."""
    from drafting.word.layouts import load_profile, profile_names

    fonts: dict[str, None] = {}
    for name in profile_names():
        profile = load_profile(name)
        fonts |= dict.fromkeys(style.font for style in profile.styles.values())
        fonts |= dict.fromkeys((profile.page_number.font, profile.typography.latin))
    return list(fonts)


def _installed() -> set[str] | None:
    """Names of the fonts of this machine, under all their names; None where there is no
    fontconfig to tell them (Windows)."""
    program = shutil.which("fc-list")
    if program is None:
        return None
    listed = subprocess.run(
        [program, "--format=%{family}\n"], capture_output=True, text=True, timeout=30, check=False
    )
    return {name for line in listed.stdout.splitlines() for name in line.split(",")}
