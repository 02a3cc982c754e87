"""What an answer to a webhook means: delivered, to be tried again, or given up."""

from dataclasses import dataclass
from datetime import datetime, timedelta

MAX_ATTEMPTS = 8
FIRST_WAIT = timedelta(seconds=5)
WAIT_FACTOR = 4
LONGEST_WAIT = timedelta(hours=1)
"""5 s, 20 s, 80 s, 5 min, 21 min, 1 h, 1 h: some three hours in all. Standard Webhooks advises a schedule of this
form over days; an alert is stale news by then."""

_GONE = 410
_TRY_AGAIN = frozenset({408, 425, 429})


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: a status, or why there is none. `refused` says that it was not sent, and never will be.

    `wait` is how long the subscriber asks us to wait before the next.
    """

    status: int | None = None
    error: str = ""
    refused: bool = False
    wait: timedelta = timedelta()


@dataclass(frozen=True, slots=True)
class Delivered:
    """The subscriber has it."""


@dataclass(frozen=True, slots=True)
class Failed:
    """It is given up. `gone`: the subscriber asks for no more at this address."""

    reason: str
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Again:
    """To be tried again at `at`."""

    at: datetime


Verdict = Delivered | Failed | Again


def judge(answer: Answer, attempts: int, now: datetime, chance: float) -> Verdict:
    """What becomes of a delivery after so many attempts. `chance` in 0..1 spreads the next one out."""
    if answer.status is not None and 200 <= answer.status < 300:
        return Delivered()
    reason = answer.error if answer.status is None else f"the answer was {answer.status}"
    if answer.status == _GONE:
        return Failed(f"{reason} (gone): nothing more is sent until the webhook is set anew", gone=True)
    if answer.refused or not _may_pass(answer.status):
        return Failed(reason)
    if attempts >= MAX_ATTEMPTS:
        return Failed(f"given up after {attempts} attempts; at the last, {reason}")
    return Again(now + max(_backoff(attempts, chance), min(answer.wait, LONGEST_WAIT)))


def _may_pass(status: int | None) -> bool:
    """Whether the fault may be gone later. Redirects are not: they are not followed, as they may lead anywhere."""
    return status is None or status >= 500 or status in _TRY_AGAIN


def _backoff(attempts: int, chance: float) -> timedelta:
    """Exponential, and jittered in its upper half, so that a subscriber that comes back is not overrun at once."""
    longest: timedelta = min(FIRST_WAIT * WAIT_FACTOR ** (attempts - 1), LONGEST_WAIT)
    return longest * (0.5 + chance / 2)
