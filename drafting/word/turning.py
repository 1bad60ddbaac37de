"""Pages on their side for tables that no upright page holds: sections of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from itertools import groupby

from docx.oxml.xmlchemy import BaseOxmlElement

from drafting.word.body import Block
from drafting.word.footer import footer_distance
from drafting.word.profile import Profile
from drafting.word.setter import Setter
from drafting.word.units import Length
from drafting.word.xml import element, tag


def with_sections(
    blocks: Sequence[Block], section: BaseOxmlElement, profile: Profile
) -> Iterator[BaseOxmlElement]:
    """The elements of ``blocks``, those on pages that lie on their side in sections of their own.
    ``section`` is the ``w:sectPr`` at the end of the body; where its pages count from 1, those of
    the first section do instead."""
    runs = [(turned, list(run)) for turned, run in groupby(blocks, key=lambda one: one.landscape)]
    setter = Setter(profile)
    for number, (turned, run) in enumerate(runs):
        yield from (block.element for block in run)
        if number + 1 == len(runs) and not turned:
            continue
        closed = _section(section, profile, turned=turned)
        start = section.find(tag("pgNumType"))
        if start is not None:
            section.remove(start)
        end = setter.hair()
        end.find(tag("pPr")).append(closed)
        yield end
    if runs and runs[-1][0]:
        yield setter.hair()


def _section(section: BaseOxmlElement, profile: Profile, *, turned: bool) -> BaseOxmlElement:
    """A section like that of the body, upright or on its side; it begins on a new page."""
    made = deepcopy(section)
    if turned:
        page = profile.page
        shift = page.right.points - page.bottom.points
        made.find(tag("pgSz")).attrib.update({
            tag("w"): str(page.height.twips), tag("h"): str(page.width.twips),
            tag("orient"): "landscape",
        })  # fmt: skip
        margins = {"top": page.left, "right": page.top, "bottom": page.right, "left": page.bottom,
                   "footer": Length(max(0.0, footer_distance(profile).points + shift))}  # fmt: skip
        for name, margin in margins.items():
            made.find(tag("pgMar")).set(tag(name), str(margin.twips))
    for grid in made.findall(tag("docGrid")):
        if turned:
            made.replace(grid, element("docGrid", {"linePitch": profile.page.pitch.twips}))
    return made
