"""``python -m drafting import``: a reviewed Word file back onto its draft, or any Word file as one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from drafting.commands import read_draft, refuse_unwritable
from drafting.errors import BadInput
from drafting.kinds import load_kind
from drafting.model import Draft

_CHANGES = {"text": "改动", "added": "新增", "removed": "删去", "moved": "移动"}


def bring_back(path: Path, draft: Path, output: Path | None, say: Callable[[str], None]) -> Draft:
    """The draft with what the file brought, told line by line. Raises BadInput."""
    from drafting.returning import bring_back as compare
    from drafting.word.review import read_review

    if path.suffix.lower() != ".docx":
        raise BadInput(f"“{path.name}”不是 .docx 文件。请用 Word 或 WPS 另存为 .docx 再导入。")
    refuse_unwritable(output, keep=(path, draft) if output != draft else (path,))
    returned = compare(read_draft(draft), read_review(path))
    for notice in returned.notices:
        say(f"提示：{notice}")
    for revision in returned.revisions:
        name = revision.after.heading or _AROUND.get(revision.section, "没有标题的一节")
        say(f"{_CHANGES[revision.change]}：{name}（{revision.author}）")
    for remark in returned.remarks:
        say(f"批注：{remark.text}（{remark.author or '未署名'}，针对“{remark.quote or '全段'}”）")
    say(f"共{len(returned.revisions)}处修改、{len(returned.remarks)}条批注，等待采用或不用。")
    return returned.draft


def open_file(path: Path, kind: str, output: Path | None, say: Callable[[str], None]) -> Draft:
    """A Word file of any origin as a draft, told in a line. Raises BadInput."""
    from drafting.returning import open_as_draft

    refuse_unwritable(output, keep=(path,))
    made = open_as_draft(path, kind)
    name = load_kind(made.kind).name
    for notice in made.notices[1:]:
        say(f"提示：{notice}")
    say(f"已打开《{made.title}》，按“{name}”，共 {len(made.sections)} 节。文种不对请加 --kind。")
    return made


_AROUND = {"@title": "标题", "@front": "题下各行", "@back": "落款"}
