"""``python -m tests.word.pictures``: the pages that docs/word.md shows, printed anew."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Sequence
from pathlib import Path

from PIL import Image

from drafting.document import lines_of
from drafting.manuscript import Line, from_markdown
from drafting.word import write
from drafting.word.printing import page_pictures, pdfs_of
from tests.briefs import drafted, shipped
from tests.word.documents import HEADED, WHOLE
from tests.word.office import write_font_map

DOCS = Path(__file__).parents[2] / "docs"
HEAD = HEADED.splitlines()[0] + "\n\n"
_WIDTH, _GAP = 330, 10


def main() -> None:
    """Print each profile's document and lay its first pages side by side."""
    speech = lines_of(drafted(shipped("mobilization_speech")))
    report = lines_of(drafted(shipped("research_report")))
    wanted: dict[str, tuple[Sequence[Line], bool]] = {
        "official": (from_markdown(HEAD + WHOLE).lines, False), "plain": (report, True),
        "speech": (speech, False), "speech_large": (speech, False),
    }  # fmt: skip
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = [folder / f"{profile}.docx" for profile in wanted]
        for file, (lines, contents) in zip(files, wanted.values(), strict=True):
            write(lines, file, profile=file.stem, contents=contents)
        printed = pdfs_of(files, {"FONTCONFIG_FILE": str(write_font_map(folder))})
        for file, pdf in zip(files, printed, strict=True):
            _save(page_pictures(pdf, width=_WIDTH), DOCS / f"word-{file.stem}.png")


def _save(pages: Sequence[bytes], path: Path) -> None:
    shown = [Image.open(io.BytesIO(page)).convert("RGB") for page in _chosen(pages)]
    height = max(one.height for one in shown)
    sheet = Image.new("RGB", (len(shown) * (_WIDTH + _GAP) + _GAP, height + 2 * _GAP), (200,) * 3)
    for number, one in enumerate(shown):
        sheet.paste(one, (_GAP + number * (_WIDTH + _GAP), _GAP))
    sheet.quantize(32).save(path, "PNG", optimize=True)


def _chosen(pages: Sequence[bytes]) -> Sequence[bytes]:
    return (*pages[:2], pages[-1]) if len(pages) > 2 else pages


if __name__ == "__main__":
    main()
