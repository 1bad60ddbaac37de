"""What every answer tells the browser, and which requests come from somewhere else."""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import urlsplit

from fastapi import Request
from starlette.datastructures import MutableHeaders

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_POLICY = {
    "default-src": "'self'",
    # Gradio's page holds its configuration in a script of its own and makes functions of strings
    # (js=, js_on_load); so what scripts could do is held down instead: they reach no other host.
    "script-src": "'self' 'unsafe-inline' 'unsafe-eval'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "connect-src": "'self'",
    "worker-src": "'self' blob:",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'self'",
}
_HEADERS = {
    "content-security-policy": "; ".join(f"{name} {value}" for name, value in _POLICY.items()),
    "x-content-type-options": "nosniff",
    "x-frame-options": "SAMEORIGIN",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}


def secure(headers: MutableHeaders) -> None:
    """Add what protects a page, and take away Gradio's leave for other sites to read it."""
    headers.update(_HEADERS)
    for name in [name for name in headers if name.startswith("access-control-")]:
        del headers[name]


def from_elsewhere(request: Request) -> bool:
    """Whether a page of another site, a sister domain included, sends this. A link that leads here
    is let through; what is no browser sends neither header and has no cookie to misuse."""
    reading = request.method in ("GET", "HEAD")
    if request.headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
        return not (reading and request.headers.get("sec-fetch-mode") == "navigate")
    origin = request.headers.get("origin", "")
    if reading or not origin:
        return False
    hosts = {request.headers.get("host"), request.headers.get("x-forwarded-host")}
    return urlsplit(origin).netloc not in hosts


def is_known(request: Request, hosts: Collection[str]) -> bool:
    """Whether the request names one of these hosts, or this machine: a foreign name that was made to
    point here (DNS rebinding) is neither."""
    name = urlsplit(f"//{request.headers.get('host', '')}").hostname or ""
    return name in LOOPBACK or name in hosts
