"""Which engine writes: the one asked for, or the model where one is configured."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafting.engines.base import Engine
from drafting.errors import BadInput

if TYPE_CHECKING:
    from drafting.settings import Settings


def choose(name: str = "auto", settings: Settings | None = None) -> Engine:
    """``offline``, ``model`` or ``auto``, by the settings that hold or those given. Raises BadInput for another name, and for ``model``
    where neither key nor address of a model is set."""
    if name not in ("auto", "offline", "model"):
        raise BadInput(f"没有“{name}”这个引擎，请用 auto、offline 或 model。")
    if name == "offline":
        return _offline()
    from drafting.settings import load_settings

    settings = settings or load_settings()
    if settings.has_model:
        from drafting.engines.model import ModelEngine

        return ModelEngine(settings)
    if name == "model":
        raise BadInput(
            "还没有配置模型。请设置 OPENAI_API_KEY 或 OPENAI_BASE_URL，或改用 --engine offline。"
        )
    return _offline()


def _offline() -> Engine:
    from drafting.engines.offline import OfflineEngine

    return OfflineEngine()
