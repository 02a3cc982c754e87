"""The queries that count now, kept up with the subscriptions' changes."""

from collections.abc import Iterable

from services.alert.index import Index
from services.alert.query import parse
from services.alert.subscriptions import Subscription


class Asked:
    """An index over the subscriptions that are not paused, as of a version of the store."""

    def __init__(self) -> None:
        self.index = Index()
        self.version = -1
        self._queries: dict[str, str] = {}

    def update(self, version: int, subscriptions: Iterable[Subscription]) -> None:
        """Takes in what has changed; all else is left as it is, since parsing thousands of queries takes time."""
        queries = {one.id: one.query for one in subscriptions if not one.paused}
        for gone in self._queries.keys() - queries.keys():
            self.index.drop(gone)
        for subscription_id, query in queries.items():
            if self._queries.get(subscription_id) != query:
                self.index.put(subscription_id, parse(query))
        self._queries, self.version = queries, version
