"""What a server can do is found out and said."""

from __future__ import annotations

import json
import socket
from typing import Any

import pytest
from typer.testing import CliRunner

from drafting.cli import app
from drafting.model_server import habits
from drafting.model_server.probe import Ability, probe
from tests.conftest import is_clear
from tests.model_server.serving import KEY, serving, settings_for
from tests.servers.replies import Prompted, Reply, Request

pytestmark = [
    pytest.mark.network,
    pytest.mark.enable_socket,
    pytest.mark.allow_hosts(["127.0.0.1"]),
]
CHATTY = Prompted(tokens=100)


def probed(script: Any = CHATTY, **options: Any) -> tuple[Ability, habits.Habits]:
    with serving(script, **options) as server:
        settings = settings_for(server.base_url)
        ability = probe(settings)
        assert all(is_clear(line) for line in ability.lines()), ability.lines()
        assert KEY not in repr(ability)
        return ability, habits.habits_of(settings)


def test_a_server_that_can_do_all() -> None:
    ability, kept = probed(Prompted(tokens=100, rate=500, first=0.2))
    assert ability.works
    assert ability.models == ("writer",)
    assert ability.methods == ("json_schema", "json_object", "tools")
    assert ability.streams
    assert ability.counts_tokens
    assert not ability.tells_cached
    assert not ability.thinks
    assert ability.limit == "max_tokens"
    assert ability.first_token >= 0.2
    assert 0 < ability.rate < 600
    assert kept.method == "json_schema"
    assert any("JSON Schema" in line for line in ability.lines())


@pytest.mark.parametrize(
    ("refused", "methods"),
    [
        (("json_schema",), ("json_object", "tools")),
        (("json_schema", "json_object"), ("tools",)),
        (("json_schema", "json_object", "tools"), ("text",)),
    ],
)
def test_the_ways_to_a_record(refused: tuple[str, ...], methods: tuple[str, ...]) -> None:
    ability, kept = probed(refuses=refused)
    assert ability.methods == methods
    assert kept.method == methods[0]


@pytest.mark.parametrize(
    ("options", "word"),
    [
        ({"refuses": ("max_tokens",)}, "max_completion_tokens"),
        ({"ignores": ("max_tokens",)}, "max_completion_tokens"),
        ({"refuses": ("max_completion_tokens",)}, "max_tokens"),
        ({"honours_limit": False}, ""),
    ],
)
def test_the_word_for_the_limit(options: dict[str, Any], word: str) -> None:
    ability, kept = probed(**options)
    assert ability.limit == word
    assert kept.limit == (word or "max_tokens")


def changed(**changes: Any) -> Any:
    def script(request: Request) -> Reply:
        usual = CHATTY(request)
        return Reply(**(vars(usual) | changes))

    return script


@pytest.mark.parametrize(
    ("script", "options", "name", "value"),
    [
        (changed(whole=True), {}, "streams", False),
        (changed(usage="never"), {}, "counts_tokens", False),
        (changed(), {"refuses": ("stream_options",)}, "counts_tokens", False),
        (changed(cached=3), {}, "tells_cached", True),
        (changed(thinking="想一想"), {}, "thinks", True),
        (changed(), {"models": None}, "models", ()),
        (changed(text="我不会。"), {}, "methods", ()),
    ],
)
def test_what_is_lacking_is_seen(script: Any, options: Any, name: str, value: object) -> None:
    ability, _ = probed(script, **options)
    assert getattr(ability, name) == value
    assert ability.works


def test_what_a_server_refuses_is_the_finding() -> None:
    ability, _ = probed(Reply(status=401))
    assert ability.reachable
    assert not ability.works
    assert "密钥无效" in ability.lines()[0]


def test_the_models_there_are_named_where_ours_is_not() -> None:
    ability, _ = probed(models=("qwen", "glm"))
    assert not ability.works
    assert "qwen、glm" in ability.lines()[1]


def test_a_server_that_is_not_there() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        ability = probe(settings_for(f"http://127.0.0.1:{unused.getsockname()[1]}/v1"))
    assert not ability.reachable
    assert "连不上" in ability.lines()[0]


def test_the_doctor_tells(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(CHATTY) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.base_url)
        monkeypatch.setenv("OPENAI_API_KEY", KEY)
        monkeypatch.setenv("DRAFTING_MODEL", "writer")
        told = CliRunner().invoke(app, ["doctor", "--json"])
    found = json.loads(told.stdout)
    assert found["works"] is True
    assert found["model"]["methods"] == ["json_schema", "json_object", "tools"]
    assert KEY not in told.output


def test_the_doctor_without_a_model() -> None:
    told = CliRunner().invoke(app, ["doctor"])
    assert told.exit_code == 0
    assert "离线引擎" in told.stdout
