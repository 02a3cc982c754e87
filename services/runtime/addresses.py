"""Which addresses a stranger may have us call: those of the public internet alone.

Whoever may subscribe chooses a webhook's URL, whoever writes a feed the links in it, and our servers open the
connection. Without this they could be made to call what only they can reach: a neighbour's service, a cloud's metadata
address (server-side request forgery, OWASP).
"""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

_RELAY_6TO4 = IPv4Network("192.88.99.0/24")
"""RFC 7526: deprecated, and still routed to whoever announces it."""

_UNICAST = IPv6Network("2000::/3")
"""All that IANA has handed out. So mapped, compatible and translated IPv4 (::ffff:0:0/96, 64:ff9b::/96, 64:ff9b:1::/48)
and site-local addresses (fec0::/10) stay out: they would lead to IPv4 addresses that nobody has looked at."""

_6TO4 = IPv6Network("2002::/16")
_TEREDO = IPv6Network("2001::/32")
_DOCUMENTATION = IPv6Network("3fff::/20")
"""RFC 9637; Python 3.11 takes it for global."""


def is_public(address: str) -> bool:
    """Whether the address (digits, perhaps with an IPv6 zone) is one of the public internet."""
    ip = ip_address(address)
    return _is_public_4(ip) if isinstance(ip, IPv4Address) else _is_public_6(ip)


def _is_public_4(ip: IPv4Address) -> bool:
    """`is_global` leaves out loopback, private, link-local, shared (RFC 6598) and reserved blocks."""
    return ip.is_global and not ip.is_multicast and ip not in _RELAY_6TO4


def _is_public_6(ip: IPv6Address) -> bool:
    tunnels = ip in _6TO4 or ip in _TEREDO or ip in _DOCUMENTATION
    return ip in _UNICAST and ip.is_global and ip.scope_id is None and not tunnels
