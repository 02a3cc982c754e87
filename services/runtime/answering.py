"""Answers that a person or a program waits for: given soon, or not at all."""

import asyncio
from collections.abc import Awaitable
from typing import TypeVar

from services.runtime.faults import is_passing

T = TypeVar("T")

ANSWER_SECONDS = 5.0
"""Left to itself, Redis's client asks a server that is silent for 40 s."""


class Unavailable(Exception):
    """Redis gives no answer now."""

    def __init__(self) -> None:
        super().__init__("Redis does not answer now: ask again")


async def soon(work: Awaitable[T]) -> T:
    """What Redis answers. Raises Unavailable where it is away, or is silent for ANSWER_SECONDS."""
    try:
        async with asyncio.timeout(ANSWER_SECONDS):
            return await work
    except Exception as error:
        if isinstance(error, TimeoutError) or is_passing(error):
            raise Unavailable from None
        raise
