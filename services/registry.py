"""The services, registered in one place: commands, compose's test and lag are derived from it."""

from dataclasses import dataclass

from schemas.topics import TOPICS


@dataclass(frozen=True, slots=True)
class Registered:
    """`factory` is `module:attribute` of a `services.runtime.stage.Factory`; `port` serves its health and metrics."""

    name: str
    factory: str
    port: int

    @property
    def inputs(self) -> tuple[str, ...]:
        """Topics that it reads, in the registry's order."""
        return tuple(topic.name for topic in TOPICS.values() if self.name in topic.consumers)

    @property
    def outputs(self) -> tuple[str, ...]:
        """Topics that it writes, dead-letters included."""
        return tuple(topic.name for topic in TOPICS.values() if self.name in topic.producers)

    @property
    def group(self) -> str:
        """Its consumer group."""
        return f"wirefold-{self.name}"


SERVICES: dict[str, Registered] = {
    service.name: service
    for service in (
        Registered("ingest", "services.ingest.app:service", 8101),
        Registered("dedupe-articles", "services.dedupe.app_articles:articles", 8102),
        Registered("cleaning", "services.cleaning.app:service", 8103),
        Registered("extraction", "services.extraction.app:service", 8104),
        Registered("dedupe-statements", "services.dedupe.app_statements:statements", 8105),
        Registered("alert", "services.alert.app:service", 8106),
        Registered("delivery", "services.delivery.app:service", 8107),
        Registered("lag", "services.lag.app:service", 8108),
        Registered("console", "services.console.app:service", 8109),
    )
}
"""In the order of the pipeline."""

COLLECTOR = "wirefold-replay"
"""The consumer group of a replay, which writes every topic's events to files."""


def groups() -> dict[str, tuple[str, ...]]:
    """Consumer group -> topics that it reads."""
    return {service.group: service.inputs for service in SERVICES.values() if service.inputs}
