"""What the log says while the surroundings fail: the first failure, then one line in a while, and when it is over."""

import time
from collections.abc import Callable

import structlog

SAID_AGAIN_SECONDS = 30.0
"""Each worker of each service tries every four seconds: for an hour, that would bury all else that the log says."""

log = structlog.get_logger(__name__)


class Trouble:
    """One stretch of failed tries after another."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._tries = 0
        self._began = 0.0
        self._said: tuple[str, float] | None = None

    def failed(self, kind: str, error: str, wait: float) -> None:
        """A try of this kind (kafka, redis) failed and comes again after `wait` seconds."""
        now = self._clock()
        self._began = self._began if self._tries else now
        self._tries += 1
        if self._said is None or self._said[0] != kind or now - self._said[1] >= SAID_AGAIN_SECONDS:
            self._said = kind, now
            seconds = round(now - self._began)
            log.warning("trying again", kind=kind, error=error, tries=self._tries, seconds=seconds, wait=round(wait, 2))

    def over(self) -> None:
        """It works again, or never failed."""
        if self._tries:
            log.info("works again", tries=self._tries, seconds=round(self._clock() - self._began))
        self._tries, self._said = 0, None


def told(error: BaseException) -> str:
    """The error's name and what it says. Kafka's errors say their name themselves."""
    name, said = type(error).__name__, str(error)
    if name in said:
        return said
    return f"{name}: {said}" if said else name


def kind_of(error: BaseException) -> str:
    """Whose fault it is: "redis" or "kafka"."""
    return "redis" if type(error).__module__.startswith("redis") else "kafka"
