"""JSON logs on standard error, one object a line."""

import logging
import sys
import time

import structlog
from structlog.typing import Processor

REPEATED_AFTER = 60.0
"""Seconds. While Kafka is away aiokafka says so up to a hundred times a second, in four wordings."""

MOST_WORDINGS = 1000
"""Some have an address or an offset in them, and there is no end of those."""


class _Seldom(logging.Filter):
    """Lets a message of one wording through once in a while."""

    def __init__(self) -> None:
        super().__init__()
        self._last: dict[tuple[str, str], float] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        wording, now = (record.name, str(record.msg)), time.monotonic()
        if now - self._last.get(wording, -REPEATED_AFTER) < REPEATED_AFTER:
            return False
        if len(self._last) >= MOST_WORDINGS:
            self._last.clear()
        self._last[wording] = now
        return True


def _is_defect(record: logging.LogRecord) -> bool:
    """Not a setting that cannot work: that ends a start with one line, which the worker says itself."""
    return record.name != "faust.worker" or not (record.exc_info and isinstance(record.exc_info[1], ValueError))


def configure(service: str, level: str) -> None:
    """Routes structlog and the standard library's loggers through one JSON formatter."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    handler = logging.StreamHandler(sys.stderr)
    seldom = _Seldom()
    handler.addFilter(_is_defect)
    handler.addFilter(lambda record: not record.name.startswith("aiokafka") or seldom.filter(record))
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[structlog.stdlib.PositionalArgumentsFormatter(), *shared],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
        )
    )
    logging.basicConfig(handlers=[handler], level=level.upper(), force=True)
    for noisy in ("aiokafka", "mode", "faust", "aiohttp", "httpx"):  # httpx would log whole addresses of webhooks
        logging.getLogger(noisy).setLevel(max(logging.WARNING, logging.getLevelName(level.upper())))
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    structlog.contextvars.bind_contextvars(service=service)
