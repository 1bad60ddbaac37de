"""The door of the desk: who comes in, what is handed out to whom, and a sign that the desk is open."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Collection
from math import ceil
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse
from sqlalchemy import Engine
from starlette.datastructures import MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from drafting.audit.trail import Trail
from drafting.desk.headers import from_elsewhere, is_known, secure
from drafting.desk.health import PLACES
from drafting.desk.login_page import login_page
from drafting.desk.no_room import NoRoom
from drafting.desk.words import Language, say, speaking
from drafting.errors import DraftingError, StoreFailed
from drafting.observing import metrics
from drafting.users import User, Users
from drafting.users.attempts import Attempts
from drafting.users.sessions import Sessions

MayRead = Callable[[User | None, str], bool]
"""Whether a user may read the files of a draft."""
UNASKED = (*PLACES, "/metrics")
"""What programs ask for, under any name of this machine; each looks after itself."""
OPEN = ("/login", "/alive")
"""What anybody may ask for."""
SHUT = ("/monitoring", "/gradio_api/deep_link", "/gradio_api/proxy=", "/gradio_api/dev/")
"""What Gradio offers and the desk does not need."""
FILES = ("/gradio_api/file=", "/gradio_api/file/")
LARGEST_UPLOAD = 110 << 20
"""Bytes of one request; Gradio counts each file in it again."""


class Door:
    """Who is behind a request. Without users everybody is let in and has no name."""

    def __init__(
        self, users: Users | None, secret: bytes, folder: Path, may_read: MayRead, engine: Engine,
        *, hours: int = 168, hosts: Collection[str] = (),
    ) -> None:  # fmt: skip
        """``hours`` a session lasts; ``hosts`` are names under which the desk is reached."""
        self._users = users
        self._sessions = Sessions(users, secret, hours * 3600) if users is not None else None
        self._attempts = Attempts(engine)
        self._trail = Trail(engine)
        self._hosts = frozenset(hosts)
        self._folder = folder.resolve()
        self._may_read = may_read
        self.start = secrets.token_hex(8)
        """Names this run of the server, so that a page can tell that it was started anew."""

    def user(self, request: Request) -> User | None:
        """The user of a session; None without one."""
        if self._sessions is None:
            return None
        return self._sessions.user(request.cookies.get(self._sessions.cookie, ""))

    @property
    def asks(self) -> bool:
        """Whether people have to log in."""
        return self._users is not None

    def lets_in(self, user: User | None) -> bool:
        """Whether the desk is shown."""
        return self._users is None or user is not None

    def hands_out(self, user: User | None, path: str) -> bool:
        """Whether a file under Gradio's ``file=`` is given to a user: only those that were made of a
        draft of their own, never an upload, never an address of another host."""
        try:
            parts = Path(path).resolve().relative_to(self._folder).parts
        except (ValueError, OSError):
            return False
        return len(parts) > 1 and self._may_read(user, parts[0].partition("-")[0])

    def knows(self, request: Request) -> bool:
        """Whether the desk is reached under a name of its own. Without a login that is all that
        keeps pages of other sites out; with one, only where names are given."""
        return bool(self.asks and not self._hosts) or is_known(request, self._hosts)

    def enter(self, name: str, password: str, address: str) -> tuple[User | None, str, int]:
        """The user, or what is wrong and the status to say it with. Takes a tenth of a second, on
        purpose. Raises StoreFailed."""
        assert self._users is not None
        wait = self._attempts.begin(name, address)
        if wait > 0:
            self._tried("login_waits", name, address)
            return None, say("people.wait", seconds=ceil(wait)), 429
        user = self._users.check(name, password)
        if user is None:
            self._tried("login_failed", name, address)
            return None, say("people.wrong_password"), 401
        self._tried("login", name, address)
        self._attempts.right(name, address)
        return user, "", 200

    def _tried(self, action: str, name: str, address: str) -> None:
        self._trail.note(action, name, address=address)
        metrics.login(action)

    def left(self, user: User | None, address: str) -> None:
        """Somebody has left. Raises StoreFailed."""
        if user is not None:
            self._trail.note("logout", user.name, address=address)

    def sign_in(self, response: Response, user: User, *, secure: bool) -> None:
        """Give the session to a browser."""
        assert self._sessions is not None
        response.set_cookie(
            self._sessions.cookie, self._sessions.begin(user), max_age=self._sessions.seconds, httponly=True,
            samesite="lax", secure=secure,
        )  # fmt: skip

    def sign_out(self, response: Response) -> None:
        """Take it back."""
        if self._sessions is not None:
            response.delete_cookie(self._sessions.cookie)


def hang(app: FastAPI, door: Door) -> None:
    """Put the door in front of an app: its pages, and a guard before all the others."""

    @app.get("/alive")
    def alive(request: Request) -> JSONResponse:
        """Whether the server runs, which run it is, and whether this browser is let in."""
        inside = door.lets_in(door.user(request))
        told = {"start": door.start, "inside": inside}
        return JSONResponse(told, headers={"cache-control": "no-store"})

    @app.get("/login")
    def ask(request: Request) -> Response:
        if door.lets_in(door.user(request)):
            return RedirectResponse("./", 303)
        onward = request.query_params.get("next", "")
        with speaking(_language(onward)):
            return HTMLResponse(login_page(onward=onward))

    @app.post("/login")
    async def answer(request: Request) -> Response:
        from anyio.to_thread import run_sync

        if door.lets_in(door.user(request)):
            return RedirectResponse("./", 303)
        form = {key: str(value) for key, value in (await request.form()).items()}
        name, onward = form.get("name", "").strip(), form.get("next", "")
        with speaking(_language(onward)):
            given = (name, form.get("password", ""), _address(request))
            try:
                user, wrong, status = await run_sync(door.enter, *given)
            except StoreFailed as error:
                user, wrong, status = None, str(error), 503
            if user is None:
                return HTMLResponse(login_page(wrong, name, onward), status)
        response = RedirectResponse(within(onward), 303)
        door.sign_in(response, user, secure=request.url.scheme == "https")
        return response

    @app.post("/logout")
    def leave(request: Request) -> Response:
        door.left(door.user(request), _address(request))
        response = RedirectResponse("./login", 303)
        door.sign_out(response)
        return response

    app.add_middleware(Guard, door=door)


def _language(onward: str) -> Language:
    return "en" if urlsplit(onward).path.strip("./") == "en" else "zh"


def within(onward: str) -> str:
    """Where to go after the login: a place on the desk, never on another host."""
    parts = urlsplit(onward)
    home = "./en/" if _language(onward) == "en" else "./"
    return f"{home}?{parts.query}" if parts.query else home


class Guard:
    """Looks at every request before anything else does."""

    def __init__(self, app: ASGIApp, door: Door) -> None:
        self._app = app
        self._door = door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, with its user in ``scope["user_name"]``, or answer it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        try:
            refusal = self._refusal(scope, Request(scope))
        except DraftingError as error:
            refusal = PlainTextResponse(str(error), 503)

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                secure(MutableHeaders(scope=message))
            await send(message)

        if refusal is None and scope["path"].removeprefix("/en").startswith("/gradio_api/upload"):
            await NoRoom(self._app)(scope, receive, with_headers)
        else:
            await (refusal or self._app)(scope, receive, with_headers)

    def _refusal(self, scope: Scope, request: Request) -> Response | None:
        path: str = scope["path"].removeprefix("/en") or "/"
        if path in UNASKED:
            return None
        if from_elsewhere(request) or not self._door.knows(request):
            return PlainTextResponse(say("people.from_elsewhere"), 403)
        if path in OPEN:
            return None
        user = self._door.user(request)
        if not self._door.lets_in(user):
            return _to_login(request, scope["path"])
        scope["user_name"] = user.name if user is not None else None
        if path.startswith(SHUT):
            return PlainTextResponse(say("people.no_page"), 404)
        for prefix in FILES:
            if path.startswith(prefix) and not self._door.hands_out(user, path[len(prefix) :]):
                return PlainTextResponse(say("people.no_file"), 404)
        if path.startswith("/gradio_api/upload") and _length(request) > LARGEST_UPLOAD:
            return PlainTextResponse("File size exceeded maximum allowed size.", 413)
        return None


def name_of(request: Request) -> str | None:
    """The name that the guard has found, as Gradio's ``auth_dependency`` wants it."""
    name: str | None = request.scope.get("user_name")
    return name


def _to_login(request: Request, path: str) -> Response:
    if request.method == "GET" and path in ("/", "/en", "/en/"):
        home = "../" if path == "/en/" else "./"
        onward = path.strip("/") + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse(f"{home}login{'?next=' + quote(onward) if onward else ''}", 303)
    return JSONResponse({"detail": say("people.log_in_first")}, 401)


def _address(request: Request) -> str:
    return request.client.host if request.client else ""


def _length(request: Request) -> int:
    told = unquote(request.headers.get("content-length", ""))
    return int(told) if told.isdecimal() else 0
