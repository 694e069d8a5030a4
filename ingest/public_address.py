"""Which numeric addresses are public: a name on the allow-list must not lead into this machine or the network around it."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

# IANA's special-purpose registries for IPv4 and IPv6 (RFC 6890 and what has joined since), and the multicast ranges.
# Of IPv6 only 2000::/3 is handed out for public use, so whatever lies outside it is refused without a range of its own.
_NOT_PUBLIC = tuple(
    (ip_network(network), kind)
    for network, kind in (
        ("0.0.0.0/8", "this machine"),
        ("10.0.0.0/8", "a private network"),
        ("100.64.0.0/10", "a provider's inner network"),
        ("127.0.0.0/8", "this machine"),
        ("169.254.0.0/16", "a link-local network"),
        ("172.16.0.0/12", "a private network"),
        ("192.0.0.0/24", "a reserved range"),
        ("192.0.2.0/24", "a range for examples"),
        ("192.31.196.0/24", "a reserved range"),
        ("192.52.193.0/24", "a reserved range"),
        ("192.88.99.0/24", "a relay between protocols"),
        ("192.168.0.0/16", "a private network"),
        ("192.175.48.0/24", "a reserved range"),
        ("198.18.0.0/15", "a range for benchmarks"),
        ("198.51.100.0/24", "a range for examples"),
        ("203.0.113.0/24", "a range for examples"),
        ("224.0.0.0/4", "multicast"),
        ("240.0.0.0/4", "a reserved range"),
        ("::1/128", "this machine"),
        ("::/128", "this machine"),
        ("::ffff:0:0/96", "an IPv4 address inside an IPv6 one"),
        ("::/96", "an IPv4 address inside an IPv6 one"),
        ("64:ff9b::/96", "a relay between protocols"),
        ("64:ff9b:1::/48", "a relay between protocols"),
        ("2001::/23", "a reserved range"),
        ("2001:db8::/32", "a range for examples"),
        ("2002::/16", "a relay between protocols"),
        ("2620:4f:8000::/48", "a reserved range"),
        ("3fff::/20", "a range for examples"),
        ("fc00::/7", "a private network"),
        ("fe80::/10", "a link-local network"),
        ("fec0::/10", "a private network"),
        ("ff00::/8", "multicast"),
    )
)
_HANDED_OUT = ip_network("2000::/3")


def not_public(address: str) -> str | None:
    """What a numeric address is if it is not public; None if it is. Raises ValueError where it is no numeric address.

    >>> not_public("169.254.169.254"), not_public("::ffff:10.0.0.1"), not_public("151.101.0.144")
    ('a link-local network', 'an IPv4 address inside an IPv6 one', None)
    """
    found = numeric(address)
    for network, kind in _NOT_PUBLIC:
        if found in network:
            return kind
    return "a reserved range" if found.version == 6 and found not in _HANDED_OUT else None


def numeric(address: str) -> IPv4Address | IPv6Address:
    """A numeric address as a value, without the zone that a look-up may add. Raises ValueError where it is none."""
    return ip_address(address.partition("%")[0])
