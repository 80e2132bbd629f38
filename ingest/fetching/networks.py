"""Which IP addresses may be connected to (pure).

The lists are IANA's special-purpose address registries (RFC 6890 and successors), written out because what
``ipaddress`` calls global differs between Python versions (CVE-2024-4032).
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

_Address = IPv4Address | IPv6Address

# Where clouds hand out credentials (AWS, GCP, Azure, Alibaba, Oracle): never, whatever the settings.
_METADATA = frozenset(
    ip_address(one)
    for one in (
        "169.254.169.254",
        "169.254.170.2",
        "168.63.129.16",
        "100.100.100.200",
        "192.0.0.192",
        "fd00:ec2::254",
        "fd20:ce::254",
    )
)
_PRIVATE = tuple(
    ip_network(one)
    for one in (
        "127.0.0.0/8",
        "10.0.0.0/8",
        "172.16.0.0/12",
        "192.168.0.0/16",
        "100.64.0.0/10",  # shared by customers of a provider (RFC 6598)
        "::1/128",
        "fc00::/7",
    )
)
_NOT_PUBLIC_4 = tuple(
    ip_network(one)
    for one in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",  # relays of 6to4
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/3",  # multicast, reserved, broadcast
    )
)
# Everything outside is mapped, translated, local, multicast or not assigned.
_PUBLIC_6 = ip_network("2000::/3")
_NOT_PUBLIC_6 = tuple(
    ip_network(one)
    for one in (
        "2001::/23",  # Teredo, ORCHID, benchmarks
        "2001:db8::/32",
        "2002::/16",  # 6to4, which carries any IPv4 address
        "3fff::/20",
    )
)
_NAT64 = ip_network("64:ff9b::/96")


def is_ip(host: str) -> bool:
    """Return whether ``host`` is an IP address rather than a name."""
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def may_connect(ip: str, *, private: bool) -> bool:
    """Return whether ``ip`` may be connected to: it is public or, with ``private``, loopback or of a private network.

    An IPv6 address that stands for an IPv4 address (mapped, or NAT64's well-known prefix) is judged as that one.
    """
    try:
        address = _unwrapped(ip_address(ip))
    except ValueError:  # with a zone too: only link-local addresses need one
        return False
    if address in _METADATA:
        return False
    return _is_public(address) or (private and _is_private(address))


def is_private(ip: str) -> bool:
    """Return whether ``ip``, which may be connected to, is loopback or of a private network."""
    return _is_private(_unwrapped(ip_address(ip)))


def _unwrapped(address: _Address) -> _Address:
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return address.ipv4_mapped
        if address in _NAT64:
            return IPv4Address(int(address) & 0xFFFFFFFF)
    return address


def _is_private(address: _Address) -> bool:
    return any(address in network for network in _PRIVATE)


def _is_public(address: _Address) -> bool:
    if isinstance(address, IPv4Address):
        return not any(address in network for network in _NOT_PUBLIC_4)
    if address.scope_id is not None or address not in _PUBLIC_6:
        return False
    return not any(address in network for network in _NOT_PUBLIC_6)
