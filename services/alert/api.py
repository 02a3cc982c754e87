"""The REST API of subscriptions as a table, and the OpenAPI document made from it."""

from dataclasses import dataclass
from typing import Any, Literal

import msgspec

from services.alert.subscriptions import Change, Listed, Made, NewSubscription, Subscription


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a request failed: `field` is a JSON path into its body, null where it is not about the body."""

    error: str
    field: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One request that is served. `name` is the operation's id; `body` and `answer` are the types of the JSON."""

    name: str
    method: Literal["GET", "POST", "PATCH", "DELETE"]
    path: str
    summary: str
    status: int
    body: type | None = None
    answer: type | None = None

    @property
    def failures(self) -> dict[int, str]:
        """HTTP statuses of failures, and what each means."""
        found = {
            401: "the token is missing or wrong",
            403: "no token is set, and this is not the same machine",
            503: "Redis does not answer now",
        }
        if self.body:
            found |= {400: "the body is not as it should be", 413: "the body is too large"}
        if "{id}" in self.path:
            found |= {404: "there is no such subscription"}
        return found


_ONE = "/subscriptions/{id}"

OPERATIONS = (
    Operation("list", "GET", "/subscriptions", "All subscriptions, the oldest first", 200, answer=Listed),
    Operation(
        "create", "POST", "/subscriptions", "A new subscription; a webhook's secret is in this answer alone", 201,
        body=NewSubscription, answer=Made,
    ),
    Operation("show", "GET", _ONE, "One subscription", 200, answer=Subscription),
    Operation(
        "change", "PATCH", _ONE, "Changes the fields given; a webhook's new address gets a new secret", 200,
        body=Change, answer=Made,
    ),
    Operation("remove", "DELETE", _ONE, "Removes it", 204),
    Operation("pause", "POST", _ONE + "/pause", "Nothing is told until it is resumed", 200, answer=Subscription),
    Operation("resume", "POST", _ONE + "/resume", "Statements are told again from now on", 200, answer=Subscription),
)  # fmt: skip


def openapi() -> dict[str, Any]:
    """The OpenAPI 3.1 document."""
    types = [Problem, *filter(None, (kind for o in OPERATIONS for kind in (o.body, o.answer)))]
    _, schemas = msgspec.json.schema_components(types, ref_template="#/components/schemas/{name}")
    paths: dict[str, dict[str, Any]] = {}
    for operation in OPERATIONS:
        paths.setdefault(operation.path, {})[operation.method.lower()] = _described(operation)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Wirefold: subscriptions", "version": "1"},
        "security": [{"token": []}],
        "paths": paths,
        "components": {"schemas": schemas, "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
    }


def _described(operation: Operation) -> dict[str, Any]:
    responses: dict[str, Any] = {str(operation.status): {"description": operation.summary}}
    if operation.answer:
        responses[str(operation.status)] |= _json(operation.answer)
    for status, meaning in sorted(operation.failures.items()):
        responses[str(status)] = {"description": meaning} | _json(Problem)
    described: dict[str, Any] = {"operationId": operation.name, "summary": operation.summary, "responses": responses}
    if "{id}" in operation.path:
        described["parameters"] = [{"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}]
    if operation.body:
        described["requestBody"] = {"required": True} | _json(operation.body)
    return described


def _json(kind: type) -> dict[str, Any]:
    return {"content": {"application/json": {"schema": {"$ref": f"#/components/schemas/{kind.__name__}"}}}}
