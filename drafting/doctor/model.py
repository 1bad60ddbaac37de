"""The model server: it answers, and what it can do. Uses the network where a model is set."""

from __future__ import annotations

from dataclasses import asdict

from drafting.doctor.records import Examined, State
from drafting.settings import Settings

NAME = "模型"


def examine(settings: Settings) -> Examined:
    """Ask the server, for seconds to a minute; without a model there is nothing to ask."""
    if not settings.has_model:
        return Examined(NAME, "note", ("没有配置模型，由离线引擎起草。",))
    from drafting.model_server.probe import probe

    ability = probe(settings)
    state: State = "good" if ability.works else "problem"
    return Examined(NAME, state, tuple(ability.lines()), {"ability": asdict(ability)})
