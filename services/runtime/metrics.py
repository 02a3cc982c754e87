"""Every metric, declared once: name, type, unit and meaning."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, disable_created_metrics

disable_created_metrics()  # type: ignore[no-untyped-call]

REGISTRY = CollectorRegistry()

EVENTS_READ = Counter("wirefold_events_read", "Events read, by topic", ["topic"], registry=REGISTRY)
EVENTS_SENT = Counter(
    "wirefold_events_sent", "Events acknowledged by the broker, by topic", ["topic"], registry=REGISTRY
)
DEAD_LETTERS = Counter(
    "wirefold_dead_letters", "Events sent to dead-letters, by topic read", ["topic"], registry=REGISTRY
)
RETRIES = Counter(
    "wirefold_retries", "Tries again after a fault of Kafka or Redis, by kind", ["kind"], registry=REGISTRY
)
REBALANCES = Counter("wirefold_rebalances", "Times that partitions were assigned anew", registry=REGISTRY)
BATCHES_DROPPED = Counter(
    "wirefold_batches_dropped", "Batches not committed since their partitions went to another worker", registry=REGISTRY
)
BATCH_SECONDS = Histogram(
    "wirefold_batch_seconds",
    "Seconds from a batch's first event to its commit",
    buckets=(0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30),
    registry=REGISTRY,
)
LAST_TICK = Gauge(
    "wirefold_last_tick_timestamp_seconds", "When the loop last went round (Unix time)", registry=REGISTRY
)
ASSIGNED = Gauge("wirefold_partitions_assigned", "Partitions that this worker holds", registry=REGISTRY)
DELIVERIES = Counter(
    "wirefold_deliveries",
    "Alerts by what became of them: channel, and delivered or failed (given up)",
    ["channel", "outcome"],
    registry=REGISTRY,
)
FEED_POLLS = Counter(
    "wirefold_feed_polls",
    "Polls of feeds, by outlet and outcome: read, unchanged, failed",
    ["source", "outcome"],
    registry=REGISTRY,
)
FEED_PAGES = Counter(
    "wirefold_feed_pages", "Pages that feeds name, by outlet and outcome: published, refused, failed (tried again)",
    ["source", "outcome"], registry=REGISTRY,
)  # fmt: skip
