"""The queries that count now, kept up with the subscriptions' changes."""

from collections.abc import Iterable

from services.alert.index import Index
from services.alert.query import InvalidQuery, parse
from services.alert.subscriptions import Subscription


class Asked:
    """An index over the subscriptions that are not paused, as of a version of the store."""

    def __init__(self) -> None:
        self.index = Index()
        self.version = -1
        self._queries: dict[str, str] = {}

    def update(self, version: int, subscriptions: Iterable[Subscription]) -> list[str]:
        """Takes in what has changed; all else is left as it is, since parsing thousands of queries takes time.

        Returns the subscriptions whose query cannot be read: one that another version kept must not stop the others.
        """
        unread = []
        queries = {one.id: one.query for one in subscriptions if not one.paused}
        for gone in self._queries.keys() - queries.keys():
            self.index.drop(gone)
        for subscription_id, query in queries.items():
            if self._queries.get(subscription_id) != query:
                try:
                    self.index.put(subscription_id, parse(query))
                except InvalidQuery:
                    self.index.drop(subscription_id)
                    unread.append(subscription_id)
        self._queries, self.version = queries, version
        return unread
