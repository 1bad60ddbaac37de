"""Numbers for Prometheus. Nothing is counted, and nothing of Prometheus loaded, until they are
switched on; labels come from the program's own words, so that there are only so many."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from prometheus_client import CollectorRegistry

    from drafting.model import Usage

_SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 180, 600)
Standing = Callable[[], dict[str, int]]
"""Counts work by its state, asked for whenever the numbers are."""


class Numbers:
    """The numbers of this process, in a registry of their own."""

    def __init__(self) -> None:
        from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector

        self.registry: CollectorRegistry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        own: dict[str, Any] = {"registry": self.registry}
        long: dict[str, Any] = {**own, "buckets": _SECONDS}
        self.requests = Histogram(
            "drafting_request_seconds", "Requests by place and status class.",
            ["place", "status"], **long,
        )  # fmt: skip
        self.actions = Histogram(
            "drafting_action_seconds", "What people do on the page, until it is answered.",
            ["action"], **long,
        )  # fmt: skip
        self.model = Histogram(
            "drafting_model_call_seconds", "Requests to the model server, until the last word.",
            ["outcome"], **long,
        )  # fmt: skip
        self.tokens = Counter(
            "drafting_tokens", "Tokens as the model server counts them.", ["direction"], **own
        )
        self.jobs = Counter(
            "drafting_jobs", "Drafts that were begun.", ["engine", "outcome"], **own
        )
        self.running = Gauge("drafting_jobs_running", "Drafts being written here now.", **own)
        self.errors = Counter("drafting_errors", "What went wrong, by its kind.", ["kind"], **own)
        self.logins = Counter("drafting_logins", "Logins.", ["outcome"], **own)
        for direction in ("in", "out", "cached"):
            self.tokens.labels(direction)

    def work(self, standing: Standing) -> None:
        """Tell of the unfinished work in the database, by its state."""
        from prometheus_client.core import GaugeMetricFamily

        class Collected:
            def collect(self) -> list[GaugeMetricFamily]:
                family = GaugeMetricFamily(
                    "drafting_unfinished", "Drafts whose writing is not finished, in the database.",
                    labels=["state"],
                )  # fmt: skip
                for state, count in standing().items():
                    family.add_metric([state], count)
                return [family]

        self.registry.register(Collected())


_numbers: list[Numbers] = []


def switch_on() -> Numbers:
    """Begin to count in this process; the same numbers when called again."""
    if not _numbers:
        _numbers.append(Numbers())
    return _numbers[0]


def switch_off() -> None:
    """Forget the numbers of this process."""
    _numbers.clear()


def request(place: str, status: int, seconds: float) -> None:
    """A request was answered."""
    for numbers in _numbers:
        numbers.requests.labels(place, f"{status // 100}xx").observe(seconds)


def action(name: str, seconds: float) -> None:
    """Something that a person did was answered."""
    for numbers in _numbers:
        numbers.actions.labels(name).observe(seconds)


def model_call(outcome: str, seconds: float, usage: Usage | None = None) -> None:
    """A request to the model server has ended; ``outcome`` is ``ok`` or the kind of failure."""
    for numbers in _numbers:
        numbers.model.labels(outcome).observe(seconds)
        if outcome != "ok":
            numbers.errors.labels(f"model_{outcome}").inc()
        if usage is not None:
            counts = {"in": usage.prompt, "out": usage.completion, "cached": usage.cached}
            for direction, tokens in counts.items():
                numbers.tokens.labels(direction).inc(max(0, tokens))


def job_begun() -> None:
    """A draft is being written."""
    for numbers in _numbers:
        numbers.running.inc()


def job_ended(engine: str, outcome: str) -> None:
    """It is not any more: ``finished``, ``stopped`` or ``failed``."""
    for numbers in _numbers:
        numbers.running.dec()
        numbers.jobs.labels(engine, outcome).inc()


def error(kind: str) -> None:
    """Something went wrong."""
    for numbers in _numbers:
        numbers.errors.labels(kind).inc()


def login(outcome: str) -> None:
    """Somebody tried to log in: ``ok``, ``wrong`` or ``waiting``."""
    for numbers in _numbers:
        numbers.logins.labels(outcome).inc()
