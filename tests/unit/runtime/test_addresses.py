"""What a stranger may have us call."""

import pytest

from services.runtime.addresses import is_public


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.215.14", "2606:4700::6810:84e5", "2a00:1450:4001:80b::200e"])
def test_the_public_internet_is_open(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.8.8.8",
        "0.0.0.0",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",  # metadata of clouds
        "100.64.0.1",  # carrier-grade NAT
        "192.0.2.1",
        "198.18.0.1",
        "192.88.99.1",  # 6to4 relay
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "fe80::1",
        "fe80::1%eth0",
        "2a00:1450:4001:80b::200e%eth0",
        "fc00::1",
        "fec0::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:8.8.8.8",  # mapped: as IPv4 it is looked at, and not in this guise
        "::8.8.8.8",
        "64:ff9b::7f00:1",  # NAT64, to 127.0.0.1
        "64:ff9b::808:808",
        "64:ff9b:1::1",
        "2002:7f00:1::1",  # 6to4, to 127.0.0.1
        "2001::1",  # Teredo
        "2001:db8::1",
        "3fff::1",
    ],
)
def test_all_else_is_closed(address: str) -> None:
    assert not is_public(address)
