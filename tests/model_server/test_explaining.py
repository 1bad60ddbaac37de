"""What servers and vendors say, as a failure a person understands."""

from __future__ import annotations

import datetime as dt
from email.utils import format_datetime

import httpx2
import openai
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.model_server.explaining import LONGEST_PAUSE, failure_of, retry_after, said_by
from drafting.model_server.habits import Habits, adapted
from drafting.model_server.trying import pause_before
from drafting.settings import Settings
from tests.conftest import is_clear

NOW = dt.datetime(2026, 3, 12, 8, 0, tzinfo=dt.UTC)
SETTINGS = Settings(openai_base_url="http://me:geheim@models.example:8000/v1", drafting_model="m")


def refusal(status: int, body: object) -> openai.APIStatusError:
    request = httpx2.Request("POST", "http://models.example/v1/chat/completions")
    response = httpx2.Response(status, request=request)
    return openai.APIStatusError("refused", response=response, body=body)


@pytest.mark.parametrize(
    ("status", "said", "kind"),
    [
        (400, "This model's maximum context length is 8192 tokens.", "too_long"),
        (400, "the request exceeds the available context size", "too_long"),
        (400, "Range of input length should be [1, 30720]", "too_long"),
        (500, "prompt is too long: 210000 tokens", "too_long"),
        (400, "输入长度超过限制", "too_long"),
        (400, "data_inspection_failed", "refused"),
        (400, "系统检测到输入可能包含不安全或敏感内容", "refused"),
        (400, "ResponsibleAIPolicyViolation content_filter", "refused"),
        (402, "Insufficient Balance", "money"),
        (429, "You exceeded your current quota, please check your billing details", "money"),
        (403, "账户余额不足", "money"),
        (400, "The model `m` does not exist", "model"),
        (400, "模型不存在，请检查模型代码", "model"),
        (529, "overloaded", "down"),
        (408, "", "down"),
        (418, "", "request"),
    ],
)
def test_what_vendors_say_is_understood(status: int, said: str, kind: str) -> None:
    failure = failure_of(refusal(status, {"error": {"message": said}}), SETTINGS)
    assert failure.kind == kind
    assert is_clear(failure.sentence)
    assert "geheim" not in failure.sentence
    assert not said or said not in failure.sentence


@given(st.integers(400, 599), st.text(max_size=60))
def test_any_refusal_is_told_in_chinese(status: int, said: str) -> None:
    failure = failure_of(refusal(status, said), SETTINGS)
    assert is_clear(failure.sentence)
    assert not (failure.retry and failure.final)


def test_only_a_refusal_has_words() -> None:
    assert said_by(ValueError("x")) is None
    status, words = said_by(refusal(400, {"error": "stream_options"})) or (0, "")
    assert status == 400
    assert "stream_options" in words


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "3"}, 3.0),
        ({"retry-after": "0"}, 0.0),
        ({"retry-after": "86400"}, LONGEST_PAUSE),
        ({"retry-after": "-5"}, 0.0),
        ({"retry-after": "nan"}, 0.0),
        ({"retry-after": format_datetime(NOW + dt.timedelta(seconds=7), usegmt=True)}, 7.0),
        ({"retry-after": format_datetime(NOW - dt.timedelta(seconds=7), usegmt=True)}, 0.0),
        ({"retry-after": format_datetime(NOW + dt.timedelta(days=7), usegmt=True)}, LONGEST_PAUSE),
        ({"retry-after": "soon"}, 0.0),
        ({"retry-after-ms": "250", "retry-after": "9"}, 0.25),
        ({}, 0.0),
    ],
)
def test_retry_after(headers: dict[str, str], seconds: float) -> None:
    assert retry_after(headers, NOW) == seconds


@given(st.integers(1, 12), st.floats(0, 1), st.floats(0, LONGEST_PAUSE))
def test_pauses_are_bounded_and_never_shorter_than_asked(
    tries: int, chance: float, asked: float
) -> None:
    from dataclasses import replace

    from drafting.model_server.failures import CUT

    pause = pause_before(replace(CUT, pause=asked), tries, lambda: chance)
    assert asked <= pause <= LONGEST_PAUSE + 1
    if not asked:
        assert pause <= 0.5 * 2.0**tries


def test_habits_end_somewhere() -> None:
    """However a server refuses, it is asked a handful of times."""
    habits: Habits | None = Habits()
    for _ in range(6):
        assert habits is not None
        habits = adapted(habits, 400, "max_tokens max_completion_tokens temperature stream_options")
        if habits is None:
            return
    raise AssertionError("no end")


def test_a_matter_of_format_is_no_matter_of_habits() -> None:
    assert adapted(Habits(), 400, "response_format of type json_schema is not supported") is None
    assert adapted(Habits(), 500, "stream_options") is None
