"""The page is made once, and each browser is answered as if it were made for it."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.testclient import TestClient

from drafting.desk import kept_answers
from drafting.desk.kept_answers import KeptAnswers


class Desk:
    """An app that tells how often it was asked, and for what."""

    def __init__(self) -> None:
        self.asked = 0
        self.status = 200
        routes = [Route("/", self.page), Route("/config", self.page), Route("/other", self.page)]
        self.app = KeptAnswers(Starlette(routes=routes))

    async def page(self, request: Request) -> Response:
        self.asked += 1
        user = request.scope.get("user_name")
        told = {"host": request.headers.get("host"), "user": user, "long": "文" * 500}
        return JSONResponse(told, self.status)


@pytest.fixture
def desk() -> Desk:
    return Desk()


def _get(desk: Desk, path: str = "/", user: str | None = None, **headers: str) -> Any:
    async def known(scope: Any, receive: Any, send: Any) -> None:
        await desk.app({**scope, "user_name": user}, receive, send)

    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return TestClient(known).get(path, headers=named)


def test_it_is_made_once(desk: Desk) -> None:
    answers = [_get(desk), _get(desk), _get(desk, "/?draft=0a1b")]
    assert desk.asked == 1
    assert len({answer.text for answer in answers}) == 1
    _get(desk, "/config")
    assert desk.asked == 2


@pytest.mark.parametrize(
    "headers",
    [{"host": "desk.example"}, {"x_forwarded_host": "desk.example"}, {"x_forwarded_proto": "https"},
     {"x_gradio_server": "http://desk.example"}],
    ids=str,
)  # fmt: skip
def test_not_for_another_address(desk: Desk, headers: dict[str, str]) -> None:
    _get(desk)
    _get(desk, **headers)
    assert desk.asked == 2


def test_each_user_has_a_page_of_his_own(desk: Desk) -> None:
    names = ["li", None, "wang", "li"]
    assert [_get(desk, user=name).json()["user"] for name in names] == names
    assert desk.asked == 3


@pytest.mark.parametrize(
    "path", ["/other", "/?deep_link=x", "/config?page=x", "/?draft=1&view=api"]
)
def test_what_may_differ_is_asked_for_each_time(desk: Desk, path: str) -> None:
    for _ in range(2):
        _get(desk, path)
    assert desk.asked == 2


def test_what_went_wrong_is_not_kept(desk: Desk) -> None:
    desk.status = 503
    assert _get(desk).status_code == 503
    desk.status = 200
    assert _get(desk).status_code == 200


def test_it_is_packed_for_those_who_take_it_so(desk: Desk) -> None:
    plain = _get(desk, accept_encoding="identity")
    for _ in range(2):
        packed = _get(desk, accept_encoding="gzip, br")
        assert packed.headers["content-encoding"] == "gzip"
        assert int(packed.headers["content-length"]) < len(plain.content) / 4
        assert packed.json() == plain.json()
    assert "content-encoding" not in plain.headers
    assert desk.asked == 2


def test_no_more_than_so_many_are_kept(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_answers, "KEPT", 2)
    for user in ("a", "b", "a", "c", "a", "b"):
        _get(desk, user=user)
    assert desk.asked == 4


def test_a_cookie_is_for_one_browser() -> None:
    async def page(_: Request) -> Response:
        answer = PlainTextResponse("x")
        answer.set_cookie("who", "one")
        return answer

    client = TestClient(KeptAnswers(Starlette(routes=[Route("/", page)])))
    for _ in range(2):
        client.cookies.clear()
        assert "who" in client.get("/").cookies


def test_under_another_path(desk: Desk) -> None:
    client = TestClient(Starlette(routes=[Mount("/en", desk.app)]))
    assert [client.get("/en/config").status_code for _ in range(2)] == [200, 200]
    assert desk.asked == 1


def test_who_keeps_an_answer_cannot_change_it() -> None:
    async def page(_: Request) -> Response:
        return PlainTextResponse("x" * 999)

    app = KeptAnswers(Starlette(routes=[Route("/", page)]))
    sent: list[Any] = []

    async def send(message: Any) -> None:
        if "headers" in message:
            message["headers"].append((b"x-seen", b"1"))
            sent.append(message)

    async def receive() -> Any:
        return {"type": "http.request"}

    head = [(b"accept-encoding", b"gzip")]
    scope = {"type": "http", "method": "GET", "path": "/", "query_string": b"", "headers": head}
    for _ in range(2):
        asyncio.run(app(dict(scope), receive, send))
    assert [[name for name, _ in m["headers"]].count(b"x-seen") for m in sent] == [1, 1]
