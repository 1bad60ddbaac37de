"""A file's name above the text. It goes where the title follows, else it becomes the title."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.clean.records import Edit
from retrieval.clean.registry import rule
from retrieval.clean.text.lines import Line, short_lines, without_line
from retrieval.clean.text.marks import has_han
from retrieval.clean.text.words import bigrams

_NAME = re.compile(
    r"\s*(?P<stem>[^\n]{1,90}?)(?:(?:\.(?:docx?|pdf|pptx?|wps|rtf|txt|caj))+"
    r"|\s{0,3}[-_–—|]{1,2}\s{0,3}(?:豆丁网|道客巴巴|原创力文档|[^\s。，]{1,6}(?:文库|范文网|文档网|资料网)))\s*",
    re.IGNORECASE,
)
_LISTED = re.compile(r"\s*(?:附件|附：|附:|\d{1,2}[.、．]|[（(]\d)")
_LIKE = 0.7


@rule("file_names", "文件名", 61)
def find(text: str) -> Iterator[Edit]:
    """Take out lines that are the name of a file; names of attachments stay."""
    found = list(short_lines(text))
    attached = False
    for index, line in enumerate(found):
        attached = attached or line.text.lstrip().startswith("附件")
        name = _NAME.fullmatch(line.text)
        if name and not attached and not _LISTED.match(line.text):
            yield _title_or_nothing(text, name, line, found[:index], found[index + 1 :])


def _title_or_nothing(
    text: str, name: re.Match[str], line: Line, before: list[Line], after: list[Line]
) -> Edit:
    stem = name["stem"]
    if not before and has_han(stem) and not _follows(stem, text, line, after):
        return Edit(line.start + name.end("stem"), line.end, "")
    return without_line(text, line)


def _follows(stem: str, text: str, line: Line, after: list[Line]) -> bool:
    """Tell whether the text itself begins with the title in the file's name."""
    if after and len(after[0].text) <= 45 and not re.search("[。；！？：:]", after[0].text):
        return not _NAME.fullmatch(after[0].text)
    wanted = bigrams(stem)
    begin = bigrams(text[line.end : line.end + len(stem) + 12])
    return bool(wanted) and len(wanted & begin) >= _LIKE * len(wanted)
