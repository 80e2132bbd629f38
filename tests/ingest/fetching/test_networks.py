from __future__ import annotations

from ipaddress import IPv6Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.fetching.networks import is_private, may_connect

PUBLIC = ["93.184.216.34", "8.8.8.8", "1.1.1.1", "172.15.0.1", "172.32.0.1", "100.63.0.1", "2606:4700::1111"]
OWN = ["127.0.0.1", "127.9.9.9", "10.0.0.1", "172.16.0.1", "192.168.1.1", "100.64.0.1", "::1", "fd12:3456::1"]
NEVER = [
    *("0.0.0.0", "0.1.2.3", "169.254.0.1", "169.254.169.254", "169.254.170.2", "168.63.129.16", "100.100.100.200"),
    *("192.0.0.192", "192.0.2.1", "192.88.99.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "240.0.0.1"),
    *("255.255.255.255", "::", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1", "fd00:ec2::254", "fd20:ce::254"),
    *("2001:db8::1", "3fff::1", "100::1", "5f00::1", "4000::1", "::127.0.0.1"),
    *("2002:7f00:1::", "2002:5db8:d822::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "64:ff9b:1::7f00:1"),
    *("", "localhost", "127.1", "2130706433", "0x7f.1", "127.0.0.1 "),
]


@pytest.mark.parametrize("ip", PUBLIC)
def test_what_is_public_is_connected_to(ip: str) -> None:
    assert may_connect(ip, private=False)
    assert may_connect(ip, private=True)
    assert not is_private(ip)


@pytest.mark.parametrize("ip", OWN)
def test_loopback_and_private_networks_need_the_setting(ip: str) -> None:
    assert not may_connect(ip, private=False)
    assert may_connect(ip, private=True)
    assert is_private(ip)


@pytest.mark.parametrize("ip", NEVER)
def test_what_is_never_connected_to(ip: str) -> None:
    assert not may_connect(ip, private=False)
    assert not may_connect(ip, private=True)


@pytest.mark.parametrize("prefix", ["::ffff:", "64:ff9b::"])
@pytest.mark.parametrize("ip", [ip for ip in (*PUBLIC, *OWN, *NEVER[:15]) if "." in ip])
def test_an_address_that_stands_for_another_is_judged_as_that_one(prefix: str, ip: str) -> None:
    for private in (False, True):
        assert may_connect(prefix + ip, private=private) == may_connect(ip, private=private)


@given(st.ip_addresses(v=4) | st.ip_addresses(v=6, network="2000::/3"))
def test_nothing_is_public_that_python_calls_local(ip: object) -> None:
    if may_connect(str(ip), private=False):
        address = ip_address(str(ip))
        assert not address.is_private
        assert not address.is_multicast


@given(st.integers(0, 2**125 - 1))
def test_of_what_is_not_global_unicast_only_what_stands_for_a_public_address_passes(low: int) -> None:
    address = IPv6Address(low)
    if may_connect(str(address), private=False):
        assert address.ipv4_mapped is not None or str(address).startswith("64:ff9b::")
