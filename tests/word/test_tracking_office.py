"""LibreOffice, asked to accept or reject all, agrees with what we say.

Blank lines of the layout are left out: where an empty paragraph stands beside one that is taken out
whole, LibreOffice 7.4 joins the two."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from drafting.manuscript import Line
from drafting.word import load_profile, write
from drafting.word.body import paragraphs
from drafting.word.tracking.units import text_of, units_of
from tests.word.documents import REPORT
from tests.word.office import require_office
from tests.word.test_tracking import EDITS, TABLE_EDITS, WITH_TABLE

pytestmark = [pytest.mark.office, pytest.mark.network]
HERE = Path(__file__).parent


def lines_of(lines: tuple[Line, ...]) -> list[str]:
    return [text for one in paragraphs(lines, load_profile("official")) for text in texts_of(one)]


def texts_of(element: BaseOxmlElement) -> list[str]:
    if element.tag == qn("w:p"):
        return [text_of(units_of(element))]
    rows = element.findall(qn("w:tr"))
    return ["|".join(text_of(units_of(p)) for p in row.iter(qn("w:p"))) for row in rows]


def test_libreoffice_accepts_and_rejects_as_we_say(tmp_path: Path) -> None:
    require_office()
    cases = [(REPORT, new) for new in EDITS.values()] + [(new, REPORT) for new in EDITS.values()]
    cases += [(WITH_TABLE, new) for new in TABLE_EDITS.values()]
    files = []
    for number, (old, new) in enumerate(cases):
        files.append(str(tmp_path / f"{number}.docx"))
        write(new, Path(files[-1]), compare=old, changed_by="程立春")
    run = subprocess.run(
        ["/usr/bin/python3", str(HERE / "resolve_in_office.py"), str(tmp_path / "office")],
        input=json.dumps(files), capture_output=True, text=True, timeout=240, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    for (old, new), (accepted, rejected) in zip(cases, json.loads(run.stdout), strict=True):
        said = [list(filter(None, found["lines"])) for found in (accepted, rejected)]
        assert said == [list(filter(None, lines_of(lines))) for lines in (new, old)]
        assert not accepted["left"]
        assert not rejected["left"]
