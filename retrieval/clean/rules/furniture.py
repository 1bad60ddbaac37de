"""Furniture of document sites: fields, buttons, breadcrumbs, lists of other documents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from retrieval.clean.records import Edit
from retrieval.clean.registry import rule
from retrieval.clean.text.advertising import is_official
from retrieval.clean.text.footing import FOOTER
from retrieval.clean.text.furnishing import (
    is_field,
    is_furniture,
    is_menu,
    is_navigation,
    opens_list,
    words_alone,
)
from retrieval.clean.text.lines import Line, lines, without_line
from retrieval.clean.text.marks import NUMERALS, han_count, has_han
from retrieval.clean.text.siting import speaks_of_site
from retrieval.clean.text.title_words import is_front, is_title
from retrieval.clean.text.words import bigrams, genre

_PROSE = re.compile(
    rf"[。；！？]|[：:]\s*$|^\s*(?:[{NUMERALS}]{{1,3}}、|[（(][{NUMERALS}])|^\s*附件|年[\dxX×]{{1,2}}月"
)
_SENTENCE = re.compile(
    rf"[。；！？]|[^，]{{4}}，[^，]{{4}}|^\s*(?:[{NUMERALS}]{{1,3}}、|[（(][{NUMERALS}]{{1,3}}[)）]|第[{NUMERALS}][，、])"
)
_DATE = re.compile(r"\s*[（(]?(?:19|20|二[〇○零])[\dxX×〇○零一二三四五六七八九]{2}年[^，。]{1,6}月")
_IN_BRACKETS = re.compile(r"(?<=.)[（(][^（）()]{0,30}[)）]")
_ENDED = re.compile(r"[。！？；：…”）)]\s*$")
_NUMBERED = re.compile(
    rf"\s*(?:[{NUMERALS}]{{1,3}}、|[（(][{NUMERALS}]{{1,3}}[)）]|第[{NUMERALS}][，、])"
)
_LEAST_SENTENCE = 12
_LONGEST_NAME = 60
_LONGEST = 400
_FILE = re.compile(r"\.(?:docx?|pdf|pptx?|wps|rtf|xlsx?)\b", re.IGNORECASE)
_SEARCHED = re.compile(r"^\s*(?:微信)?搜一搜\s*$")
_LONGEST_ACCOUNT = 15
_NOTE = re.compile(
    r"(?:附件?[:：\d一二三]|抄送|主送|[（(]?联系人|[（(]?此件|[（(](?:记者|通讯员|作者|执笔|供稿|[^（）()]{2,12}供稿)|特此|谢谢|注[:：]|备注|\|)"
)
_LEAST_AT_FOOT = 2
_LONGEST_PERSON, _KNOWN = 3, 0.4
_LEAST_TITLE, _LONGEST_MOTTO, _LEAST_BEGUN = 6, 30, 6
_QUOTED_FROM = re.compile(r"\s*以下(?:文章|内容)来源于")
_LEAST_AT_HEAD = 3
"""So many lines of furniture above the text show that what stands among them is furniture too."""


@rule("furniture", "网站栏目", 54)
def find(text: str) -> Iterator[Edit]:
    """Take out lines that consist of a site's fields, buttons and links, and what is among them."""
    found = [line for line in lines(text) if line.text.strip() and len(line.text) <= _LONGEST]
    fixed = [is_furniture(line.text) for line in found]
    rows = list(zip(found, fixed, strict=True))
    begin, end = _body(text, {line.start for line, own in rows if own})
    known = [
        own or _belongs_to_site(line, begin, end) or (line.end < begin and is_menu(line.text))
        for line, own in rows
    ]
    _spread_to_menus(found, known, begin)
    head = [index for index, line in enumerate(found) if known[index] and line.end < begin]
    last_at_head = head[-1] if len(head) >= _LEAST_AT_HEAD else -1
    title = _only_title(found, known, begin)
    in_list = in_tail = False
    below = _below_the_end(found, known, end)
    others = _other_documents(found, known)
    for index, line in enumerate(found):
        foot = FOOTER.search(line.text) is not None
        in_tail = in_tail or (line.start > end and (known[index] or foot))
        stray = index < last_at_head and index != title and _is_stray(line.text)
        listed = in_list and _FILE.search(line.text) is not None
        if known[index]:
            in_list = opens_list(line.text) or (in_list and words_alone(line.text))
        else:
            in_list = in_list and listed
        named = (in_tail or listed) and not foot and _is_name(line) and not _signs(found, index)
        account = index > 0 and _SEARCHED.search(found[index - 1].text) and _is_account(line.text)
        account = account or _is_quoted_from(found, index)
        if known[index] or stray or named or account or index in others | below:
            yield without_line(text, line)


def _spread_to_menus(found: list[Line], known: list[bool], begin: int) -> None:
    """Mark the lines of a menu above the text that stand beside furniture."""
    above = [index for index, line in enumerate(found) if line.end < begin]
    for order in (above, above[::-1]):
        for before, index in pairwise(order):
            known[index] = known[index] or (known[before] and is_navigation(found[index].text))


def _other_documents(found: list[Line], known: list[bool]) -> set[int]:
    """Return the lines under the heading of a list that name other documents.

    The last of them, with a paragraph right below, is the title of what follows.
    """
    others: set[int] = set()
    for index, line in enumerate(found):
        if not (known[index] and opens_list(line.text)):
            continue
        end = index + 1
        while end < len(found) and _is_name(found[end]) and is_title(_bare(found[end].text)):
            end += 1
        titled = end < len(found) and _is_sentence(found[end].text)
        others.update(range(index + 1, end - titled))
    return others


def _is_quoted_from(found: list[Line], index: int) -> bool:
    """Tell whether a line is the account a message was quoted from, or its motto below."""
    above = [found[place].text for place in range(max(0, index - 2), index)]
    short = len(found[index].text) <= _LONGEST_MOTTO and not is_title(found[index].text.strip())
    return short and any(map(_QUOTED_FROM.match, above))


def _only_title(found: list[Line], known: list[bool], begin: int) -> int:
    """Return the line above the text that is its title though it does not end as titles do, or -1.

    It is the longest, where no other line there is a title.
    """
    above = [i for i, line in enumerate(found) if line.end < begin and not known[i]]
    if any(is_title(found[i].text.strip()) and not is_field(found[i].text) for i in above):
        return -1
    named = [
        i for i in above if han_count(found[i].text) >= _LEAST_TITLE and not is_field(found[i].text)
    ]
    return max(named, key=lambda i: han_count(found[i].text), default=-1)


def _below_the_end(found: list[Line], known: list[bool], end: int) -> set[int]:
    """Return the lines below the text when several of them are a site's, whatever they say.

    What officials put below a text stays: issuer, date, attachments, notes, and what stands above the
    first line of the site and may be a name.
    """
    tail = [index for index, line in enumerate(found) if line.start > end]
    own = [index for index in tail if known[index] or FOOTER.search(found[index].text)]
    if len(own) < _LEAST_AT_FOOT:
        return set()
    gone = {index for index in tail if not _is_kept(found, index, above=index < own[0])}
    first = min(gone - set(own), default=own[0])
    return gone - ({first} if first < own[0] and _may_break_off(found[first].text) else set())


def _may_break_off(line: str) -> bool:
    """Tell whether the line right below the text may be the beginning of its last paragraph."""
    return han_count(line) >= _LEAST_BEGUN and not is_title(line.strip())


def _is_kept(found: list[Line], index: int, *, above: bool) -> bool:
    line = found[index].text.strip()
    official = _DATE.match(line) or _NOTE.match(line) or _signs(found, index)
    plain = len(line) <= _LONGEST_NAME and (is_official(line) or is_front(line) or _is_ours(line))
    # A preview may cut the last paragraph off in the middle.
    ours = above and (plain or _is_sentence(found[index].text))
    return bool(official) or ours or FOOTER.search(line) is not None


def _is_ours(line: str) -> bool:
    """Tell whether a short line may be a person's name, or says what documents say."""
    own = bigrams(line)
    return len(line) <= _LONGEST_PERSON or len(own & genre()) >= _KNOWN * max(len(own), 1)


def _is_account(line: str) -> bool:
    """Tell whether a line may be the name of an account that the line above bids to search."""
    return len(line.strip()) <= _LONGEST_ACCOUNT and not _PROSE.search(line)


def _bare(line: str) -> str:
    return line.strip().lstrip("0123456789.．、·•●◆-— ")


def _body(text: str, site: set[int]) -> tuple[int, int]:
    """Return where the first paragraph or heading of the text begins and where the last ends.

    ``site`` are the places of lines that belong to the site.
    """
    told = [line for line in lines(text) if line.start not in site and _is_sentence(line.text)]
    first = next((line for line in told if not speaks_of_site(line.text)), None)
    last = next((line for line in reversed(told) if _may_end(line.text)), None)
    return (first.start, last.end) if first and last else (len(text), 0)


def _may_end(line: str) -> bool:
    """Tell whether a sentence may be the last of the text: headlines have commas but no stop."""
    whole = len(line) > _LONGEST_NAME or _ENDED.search(line) or _NUMBERED.match(line)
    return bool(whole) and has_han(line) and not speaks_of_site(line)


def _is_sentence(line: str) -> bool:
    bare = _IN_BRACKETS.sub("", line)
    return len(line) > _LONGEST_NAME or (
        _SENTENCE.search(bare) is not None and len(bare.strip()) >= _LEAST_SENTENCE
    )


def _belongs_to_site(line: Line, begin: int, end: int) -> bool:
    """Tell whether a line above or below the text speaks of the site, and is no title or issuer."""
    if not (line.end < begin or line.start > end) or not speaks_of_site(line.text):
        return False
    name = line.text.strip()
    return "：" in name or not (is_title(name) or is_front(name))


def _signs(found: list[Line], index: int) -> bool:
    """Tell whether a line is the issuer above a date, as at the end of a document."""
    below = found[index + 1].text if index + 1 < len(found) else ""
    return is_front(found[index].text.strip()) and _DATE.match(below) is not None


def _is_name(line: Line) -> bool:
    """Tell whether a line may name another document, and is no sentence, date or attachment."""
    return len(line.text) <= _LONGEST_NAME and not _PROSE.search(line.text)


def _is_stray(line: str) -> bool:
    """Tell whether a line among furniture above the text is neither title nor issuer."""
    text = line.strip()
    if len(text) > _LONGEST_NAME or _FILE.search(text):
        return False
    return is_field(text) or not (is_title(text) or is_front(text))
