"""Addresses of cameras in the network: which kinds there are, and how they are spoken of."""

import re

from station.core.errors import StationError

SCHEMES = frozenset({"http", "https", "rtsp", "rtsps", "rtmp", "tcp", "udp", "rtp", "srt"})


def expect_scheme(address: str) -> None:
    """StationError on a kind of address that is no camera's."""
    if address.split("://", 1)[0].lower() not in SCHEMES:
        raise StationError(
            f"a camera's address begins with {', '.join(sorted(SCHEMES))}. Received: {spoken_address(address)}"
        )


def spoken_address(address: str) -> str:
    """An address for the screen or a log: without its password."""
    return re.sub(r"//[^/@]*@", "//", address)
