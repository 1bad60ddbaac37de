"""Every figure of the draft rests on a fact, or on a sum over facts; one that does not is an error.

Values are compared with their scale and unit worked in (4.6亿元 = 46000万元), their bound (近, 超, 余),
their direction (增长, 下降) and the thing they are of: 办结5529件 is not 收集5529件.
"""

from __future__ import annotations

from collections.abc import Iterator

from drafting.checks.registry import Sources, check
from drafting.manuscript import Line, Manuscript
from drafting.model import Finding, Severity
from drafting.quantities.account import Account
from drafting.quantities.accounts import accounts_of
from drafting.quantities.remarks import remark


@check("figures")
def find_untraced_figures(manuscript: Manuscript, sources: Sources) -> Iterator[Finding]:
    """Figures without a ground, on another thing, with another unit, bound or direction."""
    if sources.brief is None:
        return
    for line, account in accounts_of(manuscript, sources.brief):
        if account.slot.quantity.kind != "moment":
            yield from _finding(line, account)


def _finding(line: Line, account: Account) -> Iterator[Finding]:
    said = remark(account)
    if said is None:
        return
    severity: Severity = "error" if said.sure else "warning"
    yield Finding(
        check="figures",
        severity=severity,
        section="",
        quote=line.text[said.start : said.end],
        start=line.start + said.start,
        end=line.start + said.end,
        message=said.message,
        suggestion=said.suggestion,
        facts=account.facts,
    )
