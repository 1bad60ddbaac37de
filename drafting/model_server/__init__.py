"""The connection to a model server, and all that goes wrong with it.

messages.py    what goes there and what comes back
server.py      the face of it: write text, ask for a record; a Protocol that tests can fake
connection.py  LangChain over an OpenAI-compatible server: one request, one stream, its timeouts
wire.py        the bytes of an answer put right; thinking, refusals and counts noted
habits.py      what a server takes and refuses, learnt and kept
writing.py     one answer of text, judged at its end
thoughts.py    keeps ``<think>`` text out of it
showing.py     text on its way to the screen, coalesced
trying.py      tries, back-off, and a gate while the server is busy
structured.py  records: JSON schema, JSON object, tool call, plain text
json_text.py   a record in what a model wrote
explaining.py  exceptions -> failures.py, plain Chinese
probe.py       finds out what a server can do
"""

from drafting.model_server.failures import Failure, ServerFailed
from drafting.model_server.messages import Answer, Messages
from drafting.model_server.server import Server, open_server

__all__ = ["Answer", "Failure", "Messages", "Server", "ServerFailed", "open_server"]
