"""Every request has an id, and is told of in the log and in the numbers when it has been answered.

The id comes from ``X-Request-ID`` where a proxy sends a sane one, and goes back in the answer.
"""

from __future__ import annotations

import logging
import re
import secrets
import time

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from drafting.observing import metrics
from drafting.observing.context import REQUEST_HEADER, about, request_id

_log = logging.getLogger(__name__)
_PLACES = re.compile(
    r"/(?:login|logout|alive|healthz|readyz|metrics|config|theme\.css|assets|static|svelte|info"
    r"|gradio_api/(?:queue/(?:join|data)|heartbeat|upload|upload_progress|file|run|call|cancel|reset"
    r"|startup-events|app_id|info))(?=[/=?]|$)"
)
_CONSTANT = ("/alive", "/healthz", "/readyz", "/metrics", "/assets", "/static", "/svelte", "/theme.css",
             "/gradio_api/heartbeat")  # fmt: skip
"""Places that are asked for all the time: counted, and told of only where they fail."""

ROUTE = "desk_route"
"""The cookie's name; ``docs/deploy/nginx.conf`` goes by it."""
_PAGES = ("/", "/login")


def place_of(path: str) -> str:
    """A path by its kind: the rest of it may hold a title or a name."""
    path = path.removeprefix("/en")
    if path in ("", "/"):
        return "/"
    found = _PLACES.match(path)
    return found[0] if found else "other"


class Tracked:
    """An app whose requests are followed."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        asked = request_id(Headers(scope=scope).get(REQUEST_HEADER, ""))
        MutableHeaders(scope=scope)[REQUEST_HEADER] = asked  # events of the page read it there
        begun, status = time.monotonic(), 500

        async def with_id(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)[REQUEST_HEADER] = asked
                _keep_to_one_process(scope, MutableHeaders(scope=message))
            await send(message)

        with about(request=asked):
            try:
                await self._app(scope, receive, with_id)
            finally:
                _tell(scope, status, time.monotonic() - begun)


def _keep_to_one_process(scope: Scope, headers: MutableHeaders) -> None:
    """Give a browser that opens the page a cookie for a proxy to go by: an open page talks to one of
    several processes. It names nobody."""
    if place_of(scope["path"]) not in _PAGES or ROUTE in cookie_parser(
        Headers(scope=scope).get("cookie", "")
    ):
        return
    secure = "; Secure" if scope.get("scheme") == "https" else ""
    value = secrets.token_hex(8)
    headers.append("set-cookie", f"{ROUTE}={value}; Path=/; HttpOnly; SameSite=Lax{secure}")


def _tell(scope: Scope, status: int, seconds: float) -> None:
    place = place_of(scope["path"])
    metrics.request(place, status, seconds)
    if status >= 500:
        metrics.error("request")
    if place not in _CONSTANT or status >= 500:
        fields = {"method": scope["method"], "place": place, "status": status,
                  "ms": round(seconds * 1000)}  # fmt: skip
        if name := scope.get("user_name"):
            fields["user"] = name
        _log.info("answered", extra=fields)
