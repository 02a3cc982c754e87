"""The contract between services: event types, topics, and how an event becomes bytes."""
