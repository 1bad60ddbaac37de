"""The trail: added to, never changed. It holds names, ids and words of the program, and no text."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType

from sqlalchemy import Engine, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from drafting.errors import StoreFailed
from drafting.observing.context import known
from drafting.store.office import AuditRow
from drafting.store.versions import now_of, utc

ACTIONS = MappingProxyType(
    {
        "login": "登录", "login_failed": "登录失败", "login_waits": "登录被限速", "logout": "退出",
        "draft": "起草", "carry_on": "接着写", "revise": "请模型改写", "extract": "从材料提取事实",
        "export": "导出", "accept": "让审校意见保留不改", "revoke": "撤回保留不改",
        "remove": "删除文稿", "settings": "改设置", "user_put": "加用户或改密码、角色",
        "user_remove": "删用户", "library": "改样本库", "backup": "备份", "restore": "恢复",
    }
)  # fmt: skip
"""What is recorded, and what it is called."""
MOST = 100_000


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the trail; ``at`` is UTC."""

    at: dt.datetime
    actor: str
    action: str
    draft_id: str
    detail: str
    address: str
    request: str


class Trail:
    """The trail of a database. Safe to use from several threads and processes."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def note(
        self, action: str, actor: str, *, draft_id: str = "", detail: str = "", address: str = ""
    ) -> None:
        """Add a line, with the request's id where one is known. Raises StoreFailed: what cannot be
        recorded is not done."""
        said = {
            "actor": actor[:80], "action": action, "draft_id": draft_id[:32],
            "detail": detail[:120], "address": address[:64], "request": known().get("request", ""),
        }  # fmt: skip
        try:
            with Session(self._engine) as session, session.begin():
                session.add(AuditRow(id=uuid.uuid4().hex, at=now_of(session), **said))
        except SQLAlchemyError as error:
            raise StoreFailed(
                "操作记录写不进数据库，这一步没有做。请稍后重试，或告诉管理员。"
            ) from error

    def entries(
        self, *, actor: str = "", draft_id: str = "", action: str = "", most: int = MOST
    ) -> Iterator[Entry]:
        """The lines, the last first, of somebody, of a draft or of one action. Raises StoreFailed."""
        query = select(AuditRow).order_by(AuditRow.at.desc(), AuditRow.id).limit(most)
        wanted = {AuditRow.actor: actor, AuditRow.draft_id: draft_id, AuditRow.action: action}
        for column, value in wanted.items():
            query = query.where(column == value) if value else query
        try:
            with Session(self._engine) as session:
                for row in session.scalars(query.execution_options(yield_per=1000)):
                    yield Entry(
                        utc(row.at), row.actor, row.action, row.draft_id, row.detail, row.address,
                        row.request,
                    )  # fmt: skip
        except SQLAlchemyError as error:
            raise StoreFailed("操作记录读不出来。请检查数据库后重试。") from error
