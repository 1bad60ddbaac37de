"""What went wrong at the model server: plain Chinese, and whether trying again may help."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from drafting.errors import ModelFailed
from drafting.settings import Settings

_PAUSE = 0.5
_LONGEST_PAUSE = 20.0
_NOT_OURS = (401, 403, 404)


@dataclass(frozen=True, slots=True)
class Failure:
    """``reason`` and ``advice`` are clauses without end mark; neither holds a key or what the
    server said. ``final``: no section will fare better. ``pause``: seconds before another try."""

    reason: str
    advice: str
    retry: bool = True
    final: bool = False
    pause: float = _PAUSE

    @property
    def sentence(self) -> str:
        """What a person is told where nothing could be written."""
        return f"{self.reason}。{self.advice}。"


class ServerFailed(ModelFailed):
    """The server did not answer, after all tries; ``failure`` tells why."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.sentence)
        self.failure = failure


_BAD_KEY = Failure(
    "密钥里有不能发送的字符", "请检查 OPENAI_API_KEY，去掉空格、换行和中文", retry=False, final=True
)
EMPTY = Failure("模型没有写出正文", "请重试，或换一个模型（DRAFTING_MODEL）")
CUT = Failure("模型服务中途断开，没有写完", "请重试；若总是这样，请检查网络和模型服务")
REFUSED = Failure("模型服务的内容审查中断了写作", "请检查这一节的事实和要求后重试", retry=False)


UNREADABLE = Failure("模型没有按要求的格式回答", "请重试，或换一个模型（DRAFTING_MODEL）")


def failure_of(error: Exception, settings: Settings) -> Failure:
    """Tell what an exception of LangChain, openai or the transport means."""
    import httpx2
    import openai

    if isinstance(error, openai.APIStatusError):
        return _of_status(error.status_code, _retry_after(error.response.headers), settings)
    if isinstance(error, (openai.APITimeoutError, httpx2.TimeoutException, TimeoutError)):
        seconds = f"{settings.drafting_timeout:g}"
        return Failure(
            f"模型服务超过 {seconds} 秒没有回应", "请稍后重试，或把 DRAFTING_TIMEOUT 调大"
        )
    if isinstance(error, (UnicodeEncodeError, httpx2.LocalProtocolError)):
        return _BAD_KEY
    if isinstance(error, (httpx2.RemoteProtocolError, httpx2.ReadError, httpx2.WriteError)):
        return CUT
    if isinstance(error, (openai.APIConnectionError, httpx2.TransportError, httpx2.InvalidURL)):
        return Failure(
            f"连不上模型服务 {_address(settings)}",
            "请确认服务已经启动、网络通畅，并检查 OPENAI_BASE_URL",
        )
    return Failure("模型服务的回答读不懂", "请确认 OPENAI_BASE_URL 指向兼容 OpenAI 接口的服务")


def _of_status(status: int, pause: float, settings: Settings) -> Failure:
    model = settings.drafting_model or "（未设置）"
    if status == 401:
        reason, advice = (
            "密钥无效，模型服务不接受（401）",
            "请检查 OPENAI_API_KEY 是否填对、是否过期",
        )
    elif status == 403:
        reason, advice = f"密钥无权使用模型 {model}（403）", "请检查账户权限或 DRAFTING_MODEL"
    elif status == 404:
        reason = f"模型服务 {_address(settings)} 上没有模型 {model}（404）"
        advice = "请检查 DRAFTING_MODEL，以及 OPENAI_BASE_URL 是否写全（一般以 /v1 结尾）"
    elif status == 429:
        reason, advice = "模型服务请求过多或额度用完（429）", "请稍后重试，或检查账户余额"
    elif status >= 500:
        reason, advice = f"模型服务内部出错（{status}）", "请稍后重试"
    else:
        reason = f"模型服务不接受这次请求（{status}）"
        advice = "材料可能超出模型的长度上限，请减少事实或换一个模型"
    return Failure(
        reason,
        advice,
        retry=status in (408, 409, 429) or status >= 500,
        final=status in _NOT_OURS,
        pause=pause,
    )


def _retry_after(headers: object) -> float:
    value = headers.get("retry-after", "") if hasattr(headers, "get") else ""
    try:
        return min(max(float(value), _PAUSE), _LONGEST_PAUSE)
    except ValueError:
        return _PAUSE


def _address(settings: Settings) -> str:
    """Scheme, host and port alone: an address may hold a password or a key."""
    parts = urlsplit(settings.openai_base_url or "https://api.openai.com/v1")
    try:
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        port = ""
    return f"{parts.scheme}://{parts.hostname}{port}"
