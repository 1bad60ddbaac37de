"""A file that is handed in when the disk is full is refused in a sentence, not by a bare 500."""

from __future__ import annotations

import errno

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from drafting.desk.words import say

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT)


class NoRoom:
    """An app whose answers of 500 wait until it is known what went wrong: Gradio's own app answers
    before it passes the error on."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        held: list[Message] = []

        async def patient(message: Message) -> None:
            if held or message.get("status") == 500:
                held.append(message)
            else:
                await send(message)

        try:
            await self._app(scope, receive, patient)
        except OSError as error:
            if error.errno not in _NO_ROOM:
                raise
            held.clear()
            await PlainTextResponse(say("service.no_file"), 507)(scope, receive, send)
        finally:
            for message in held:
                await send(message)
