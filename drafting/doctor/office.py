"""LibreOffice: old formats, PDF and previews need it, Word documents do not."""

from __future__ import annotations

from drafting.doctor.records import Examined
from drafting.settings import Settings

NAME = "LibreOffice"


def examine(_: Settings) -> Examined:
    """Look for the program; it is not started."""
    from retrieval.read.office import office_program

    program = office_program()
    if program is None:
        said = (
            "没有安装：不能读 .doc、.wps 等旧格式，不能导出 PDF 和预览版面；Word 文件照常导出。"
            "需要时请安装 LibreOffice。"
        )
        return Examined(NAME, "note", (said,))
    return Examined(NAME, "good", (f"{program}。",), {"program": program})
