"""Any OpenAI-compatible embeddings endpoint: a vendor, vLLM, llama.cpp, Ollama."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from retrieval.embed.base import EmbedderError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DEFAULT_MODEL = "text-embedding-3-small"
TIMEOUT_SECONDS = 20.0


class OpenAIEmbedder:
    """Vectors over the network. The key is read by the client and never shown."""

    def __init__(self, model: str = "", *, base_url: str = "", key: str = "") -> None:
        self._model = model or DEFAULT_MODEL
        self._base_url = base_url or None
        # Local servers want no key, the client insists on one.
        self._key = key or "none"

    @property
    def name(self) -> str:
        """The model's name: two servers of one model give the same vectors."""
        return f"openai-{self._model}"

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the vectors of texts, shape (texts, dimensions). One request; network."""
        import numpy as np

        return np.asarray(self._vectors(list(texts)), dtype=np.float32)

    def query(self, text: str) -> NDArray[np.float32]:
        """Return the vector of a query, shape (dimensions,). One request; network."""
        vector: NDArray[np.float32] = self.passages([text])[0]
        return vector

    def _vectors(self, texts: list[str]) -> list[list[float]]:
        import openai

        try:
            answer = self._client.embeddings.create(
                model=self._model, input=texts, encoding_format="float"
            )
        except openai.APIStatusError as error:
            raise EmbedderError(_refused(error.status_code)) from None
        except openai.OpenAIError as error:
            raise EmbedderError("向量服务连接不上：请检查网络和 OPENAI_BASE_URL") from error
        if len(answer.data) != len(texts):
            raise EmbedderError("向量服务的回答不完整：请检查 DRAFTING_EMBEDDING_MODEL")
        return [item.embedding for item in sorted(answer.data, key=lambda item: item.index)]

    @cached_property
    def _client(self) -> Any:
        import openai

        return openai.OpenAI(api_key=self._key, base_url=self._base_url, timeout=TIMEOUT_SECONDS)


def _refused(status: int) -> str:
    reasons = {
        401: "密钥不对，请检查 OPENAI_API_KEY",
        403: "密钥没有权限，请检查 OPENAI_API_KEY",
        404: "没有这个模型或地址，请检查 DRAFTING_EMBEDDING_MODEL 和 OPENAI_BASE_URL",
        429: "请求太多或额度用完，请稍后再试",
    }
    return f"向量服务拒绝了请求（{status}）：{reasons.get(status, '请检查服务是否正常')}"
