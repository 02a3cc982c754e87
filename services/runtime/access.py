"""Who may use an HTTP API: whoever has the token; without a token, programs of this machine alone."""

import hmac
from dataclasses import dataclass
from ipaddress import ip_address


@dataclass(frozen=True, slots=True)
class Refusal:
    """The HTTP status to answer with, and why."""

    status: int
    reason: str


@dataclass(frozen=True, slots=True)
class Access:
    """`token` is None where none is set; `bind` is the address that the server binds to."""

    token: str | None
    bind: str

    def refusal(self, authorization: str | None, host: str) -> Refusal | None:
        """Why a request with these headers is refused; None if it is not.

        The Host header is looked at so that no web page in a local browser, by a name of its own that resolves to
        this machine (DNS rebinding), can pass for a local program.
        """
        if self.token is not None:
            scheme, _, given = (authorization or "").partition(" ")
            right = hmac.compare_digest(given.encode("utf-8", "surrogateescape"), self.token.encode())
            if scheme.lower() != "bearer" or not right:
                return Refusal(401, "the Authorization header must be `Bearer` and the API token")
            return None
        if not (_is_local(self.bind) and _is_local(_name(host))):
            return Refusal(403, "without WIREFOLD_API_TOKEN_FILE only this machine is served, on a loopback address")
        return None


def _name(host: str) -> str:
    """The Host header without its port."""
    return host[: host.find("]") + 1].strip("[]") if host.startswith("[") else host.partition(":")[0]


def _is_local(name: str) -> bool:
    try:
        return name == "localhost" or ip_address(name).is_loopback
    except ValueError:
        return False
