"""Exceptions of LangChain, openai and the transport -> a :class:`Failure`."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

from drafting.model_server.failures import BAD_KEY, CUT, FILTERED, NOT_AN_ANSWER, TOO_LONG, Failure
from drafting.model_server.wire import NoAnswer
from drafting.settings import Settings

LONGEST_PAUSE = 30.0
"""Seconds; a server that asks for more is tried again after so long."""

_TOO_LONG = re.compile(
    r"context[ _]?(length|window|size)|context_length_exceeded|maximum context|prompt is too long"
    r"|input (is )?too long|too many (input )?tokens|range of input length|max_prompt_tokens"
    r"|reduce the length|(上下文|输入|提示).{0,6}(长度|过长|超)",
    re.IGNORECASE,
)
_FILTERED = re.compile(
    r"content[ _-]?(filter|policy|management)|data_inspection|content exists risk|inappropriate"
    r"|responsible ?ai|moderation|敏感|不安全|违规|内容审查",
    re.IGNORECASE,
)
_NO_MONEY = re.compile(
    r"insufficient[ _](quota|balance|funds|user quota)|exceeded your current quota|billing|arrear"
    r"|余额|欠费|额度(不足|已?用完|已?耗尽)",
    re.IGNORECASE,
)
_NO_MODEL = re.compile(
    r"model.{0,80}(not exist|not found|no such|invalid)|模型不存在", re.IGNORECASE
)


def failure_of(error: BaseException, settings: Settings) -> Failure:
    """Tell what an exception means; the same for all that it wraps."""
    import httpx2
    import openai

    causes = tuple(_causes(error))

    def has(*kinds: type[BaseException]) -> bool:
        return any(isinstance(cause, kinds) for cause in causes)

    for cause in causes:
        if isinstance(cause, openai.APIStatusError):
            return _of_status(cause, settings)
    if has(UnicodeEncodeError, httpx2.LocalProtocolError):
        return BAD_KEY
    if has(httpx2.RemoteProtocolError, httpx2.ReadError, httpx2.WriteError):
        return CUT
    if has(httpx2.DecodingError):
        return NOT_AN_ANSWER
    if has(httpx2.ConnectTimeout):
        return _unreachable(settings, "超时")
    if has(openai.APITimeoutError, httpx2.TimeoutException, TimeoutError):
        return silent(settings.drafting_timeout)
    if has(openai.APIConnectionError, httpx2.TransportError, httpx2.InvalidURL):
        return _unreachable(settings)
    for cause in causes:
        if isinstance(cause, openai.APIError):  # an error event in the midst of a stream
            return _of_words(_code(cause.body), _words(cause), 0.0, settings)
    return replace(NOT_AN_ANSWER, retry=not has(NoAnswer))


def silent(seconds: float, begun: bool = False) -> Failure:
    """The server has kept silent for so long; ``begun``: after it had begun to write."""
    if begun:
        return Failure(
            "silent",
            f"模型写到一半，超过 {seconds:g} 秒没有再写",
            "请稍后重试，或把 DRAFTING_TOKEN_TIMEOUT 调大",
        )
    return Failure(
        "silent",
        f"模型服务超过 {seconds:g} 秒没有回应",
        "请稍后重试，或把 DRAFTING_TIMEOUT 调大",
    )


def address_of(settings: Settings) -> str:
    """Scheme, host and port alone: an address may hold a password or a key."""
    parts = urlsplit(settings.openai_base_url or "https://api.openai.com/v1")
    try:
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        port = ""
    return f"{parts.scheme}://{parts.hostname}{port}"


def said_by(error: BaseException) -> tuple[int, str] | None:
    """Status and words of a server's refusal, for us to judge and never to show."""
    import openai

    for cause in _causes(error):
        if isinstance(cause, openai.APIStatusError):
            return cause.status_code, _words(cause)
    return None


def _causes(error: BaseException) -> Iterator[BaseException]:
    seen: BaseException | None = error
    while seen is not None:
        yield seen
        seen = seen.__cause__ or seen.__context__


def _unreachable(settings: Settings, how: str = "") -> Failure:
    return Failure(
        "address",
        f"连不上模型服务 {address_of(settings)}" + (f"（{how}）" if how else ""),
        "请确认服务已经启动、网络通畅，并检查 OPENAI_BASE_URL",
    )


def _of_status(error: Any, settings: Settings) -> Failure:
    pause = retry_after(error.response.headers)
    return _of_words(error.status_code, _words(error), pause, settings)


def _of_words(status: int, words: str, pause: float, settings: Settings) -> Failure:
    """``status`` 0: unknown. Words are looked at first where statuses are used loosely."""
    if status in (0, 400, 413, 422, 500) and _TOO_LONG.search(words):
        return TOO_LONG
    if status in (0, 400, 403, 422, 451, 500) and _FILTERED.search(words):
        return FILTERED
    if status == 402 or (status in (0, 400, 403, 429) and _NO_MONEY.search(words)):
        return Failure(
            "money", "模型服务的账户余额或额度不足", "请充值，或换一个账户", retry=False, final=True
        )
    if status == 404 or (status == 400 and _NO_MODEL.search(words)):
        return _no_model(status, settings)
    return replace(_plain(status, settings), pause=pause)


def _plain(status: int, settings: Settings) -> Failure:
    if status == 401:
        reason, advice = (
            "密钥无效，模型服务不接受（401）",
            "请检查 OPENAI_API_KEY 是否填对、是否过期",
        )
        return Failure("key", reason, advice, retry=False, final=True)
    if status == 403:
        reason = f"密钥无权使用模型 {_model(settings)}（403）"
        return Failure("key", reason, "请检查账户权限或 DRAFTING_MODEL", retry=False, final=True)
    if status == 413:
        return TOO_LONG
    if status == 429:
        return Failure("busy", "模型服务请求过多（429）", "请稍后重试，或把 DRAFTING_PARALLEL 调小")
    if status in (408, 409, 425) or status >= 500:
        return Failure("down", f"模型服务内部出错（{status}）", "请稍后重试")
    if status:
        advice = "请检查 DRAFTING_MODEL；可运行 python -m drafting doctor 查看模型服务的情况"
        return Failure("request", f"模型服务不接受这次请求（{status}）", advice, retry=False)
    return Failure("down", "模型服务中途报错", "请稍后重试")


def _no_model(status: int, settings: Settings) -> Failure:
    return Failure(
        "model",
        f"模型服务 {address_of(settings)} 上没有模型 {_model(settings)}（{status}）",
        "请检查 DRAFTING_MODEL，以及 OPENAI_BASE_URL 是否写全（一般以 /v1 结尾）",
        retry=False,
        final=True,
    )


def _model(settings: Settings) -> str:
    return settings.drafting_model or "（未设置）"


def _words(error: Any) -> str:
    body = error.body
    said = body if isinstance(body, str) else json.dumps(body, ensure_ascii=False, default=str)
    return f"{said} {error.message}"[:4000]


def _code(body: object) -> int:
    code = str(body.get("code") if isinstance(body, dict) else "")
    return int(code) if re.fullmatch("[45][0-9][0-9]", code) else 0


def retry_after(headers: Mapping[str, str], now: dt.datetime | None = None) -> float:
    """Seconds that a ``Retry-After`` asks for, as a number or a date (RFC 9110), and the
    ``retry-after-ms`` of some vendors; 0 without one, at most LONGEST_PAUSE."""
    value = headers.get("retry-after", "")
    thousandths = headers.get("retry-after-ms", "")
    try:
        seconds = float(thousandths) / 1000 if thousandths else float(value)
    except ValueError:
        seconds = _until(value, now or dt.datetime.now(dt.UTC))
    return min(max(seconds, 0.0), LONGEST_PAUSE) if seconds == seconds else 0.0


def _until(date: str, now: dt.datetime) -> float:
    try:
        moment = parsedate_to_datetime(date)
    except ValueError:
        return 0.0
    moment = moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
    return (moment - now).total_seconds()
