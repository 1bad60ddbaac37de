"""``python -m drafting fix``: apply the mechanical suggestions to a file."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

from drafting.checks import Sources, run_checks
from drafting.checks.fixing import fix as mend
from drafting.checks.fixing import fix_draft
from drafting.commands import (
    read_manuscript,
    refuse_unwritable,
    sources_of,
    write_text,
    write_word,
)
from drafting.document import markdown_of, to_json
from drafting.errors import BadInput
from drafting.manuscript import parse
from drafting.model import Finding
from drafting.pipeline import check_draft


def fix(
    path: Path, output: Path | None, say: Callable[[str], None], library: Path | None = None
) -> str | None:
    """Mend a .md, .txt, .docx or draft .json; returns the text to print where there is no
    ``output``. A Word file or a draft's JSON needs one. What is left to settle in a draft is
    looked for anew, with the sample library. Raises BadInput or StoreFailed; the file itself is
    never changed."""
    refuse_unwritable(output, keep=(path,))
    manuscript, made = read_manuscript(path)
    if output is None and path.suffix.lower() in (".docx", ".json"):
        raise BadInput(f"“{path.name}”改好后要存成文件，请用 -o 指定文件名。")
    text = manuscript.text
    if made is not None:
        made, applied = fix_draft(made)
        text = markdown_of(made)
    else:
        done = mend(text, lambda text: run_checks(parse(text), Sources()))
        text, applied = done.text, done.applied
    _tell(applied, say)
    if output is None:
        return text
    if output.suffix.lower() == ".docx":
        write_word(parse(text).lines, output, None, made)
    elif output.suffix.lower() == ".json" and made is not None:
        checked = check_draft(made, sources_of(library, say))
        write_text(output, json.dumps(to_json(checked), ensure_ascii=False, indent=2) + "\n")
    else:
        write_text(output, text)
    return None


def _tell(applied: Sequence[Finding], say: Callable[[str], None]) -> None:
    for finding in applied:
        right = f"“{finding.suggestion}”" if finding.suggestion else "（删去）"
        say(f"{finding.section or '文首'}：“{finding.quote}”改为{right}")
    say(f"共改{len(applied)}处。" if applied else "没有可以自动改的问题。")
