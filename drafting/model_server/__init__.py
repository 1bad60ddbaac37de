"""The connection to a model server, and all that goes wrong with it; see each module."""

from drafting.model_server.failures import Failure, ServerFailed
from drafting.model_server.messages import Answer, Messages
from drafting.model_server.server import Server, open_server

__all__ = ["Answer", "Failure", "Messages", "Server", "ServerFailed", "open_server"]
