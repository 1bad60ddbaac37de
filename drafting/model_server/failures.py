"""What went wrong at the model server: plain Chinese, and whether trying again may help."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from drafting.errors import ModelFailed

Kind = Literal[
    "busy", "down", "silent", "cut", "empty", "refused", "key", "model", "money", "address",
    "too_long", "request", "unreadable",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Failure:
    """``reason`` and ``advice`` are clauses without end mark; neither holds a key or what the
    server said. ``retry``: the same request may succeed later. ``final``: no other request will
    fare better. ``pause``: seconds that the server asked us to wait, 0 where it named none."""

    kind: Kind
    reason: str
    advice: str
    retry: bool = True
    final: bool = False
    pause: float = 0.0

    @property
    def sentence(self) -> str:
        """What a person is told where nothing could be written."""
        return f"{self.reason}。{self.advice}。"


class ServerFailed(ModelFailed):
    """The server did not answer, after all tries; ``failure`` tells why."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.sentence)
        self.failure = failure


EMPTY = Failure("empty", "模型没有写出正文", "请重试，或换一个模型（DRAFTING_MODEL）")
THOUGHT_TOO_LONG = Failure(
    "empty",
    "模型只写了思考过程，到长度上限也没有写出正文",
    "请换一个不带思考的模型，或在模型服务上关闭思考",
)
CUT = Failure("cut", "模型服务中途断开，没有写完", "请重试；若总是这样，请检查网络和模型服务")
FILTERED = Failure(
    "refused",
    "模型服务的内容审查中断了写作",
    "请检查这一节的事实和要求后重试，或换一个模型（DRAFTING_MODEL）",
    retry=False,
)
DECLINED = Failure(
    "refused",
    "模型拒绝写这段内容",
    "请检查这一节的事实和要求后重试，或换一个模型（DRAFTING_MODEL）",
    retry=False,
)
TOO_LONG = Failure(
    "too_long",
    "材料和要求超出了模型的上下文长度",
    "请减少事实或样文，或换一个上下文更长的模型（DRAFTING_MODEL）",
    retry=False,
)
WRONG_FORMAT = Failure(
    "unreadable", "模型没有按要求的格式回答", "请重试，或换一个模型（DRAFTING_MODEL）"
)
NOT_AN_ANSWER = Failure(
    "unreadable",
    "模型服务的回答读不懂",
    "请确认 OPENAI_BASE_URL 指向兼容 OpenAI 接口的服务（一般以 /v1 结尾），中间没有登录页面",
)
BAD_KEY = Failure(
    "key",
    "密钥里有不能发送的字符",
    "请检查 OPENAI_API_KEY，去掉空格、换行和中文",
    retry=False,
    final=True,
)
