"""Work ends when it is cancelled, though it may not heed it the first time."""

import asyncio

import pytest

from services.runtime.cancelling import until_cancelled


async def deaf(times: int) -> None:
    """Drops so many cancellations."""
    while True:
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            times -= 1
            if times < 0:
                raise


@pytest.mark.parametrize("times", [0, 1, 3])
async def test_work_that_drops_cancellations_ends(times: int) -> None:
    work = asyncio.ensure_future(deaf(times))
    waiting = asyncio.create_task(until_cancelled(work))
    await asyncio.sleep(0)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asyncio.wait_for(waiting, 5)
    assert work.cancelled()


async def test_the_result_and_the_error_are_the_works_own() -> None:
    async def broken() -> None:
        raise LookupError("why")

    assert await until_cancelled(asyncio.sleep(0, "done")) == "done"
    with pytest.raises(LookupError, match="why"):
        await until_cancelled(broken())
