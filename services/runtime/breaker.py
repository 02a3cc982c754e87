"""When a batch fails so often that the fault is more likely ours than the sender's."""

SMALLEST_BATCH = 20
"""Below this, a few bad pages in a row would stop a service."""


class TooManyInvalid(Exception):
    """Over the permitted share of a batch cannot be read. Nothing of it was written or committed."""

    def __init__(self, invalid: int, total: int, first: str) -> None:
        super().__init__(
            f"{invalid} of {total} events of one batch are invalid (the first: {first}); nothing was written or "
            "committed. If they really are bad, `wirefold run SERVICE --accept-bad` sends them to dead-letters."
        )


def trips(invalid: int, total: int, permitted_share: float) -> bool:
    """Whether to stop before the batch: over the permitted share of at least 20 events is invalid."""
    return total >= SMALLEST_BATCH and invalid > permitted_share * total
