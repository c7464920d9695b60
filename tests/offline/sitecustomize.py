"""Refuses the network to the Python process that imports it: no internet socket, no name look-up.

The test suite imports it, and puts this folder on ``PYTHONPATH``, where every Python started by a test finds it too.
"""

import socket
import sys

LOOKUPS = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo"}
INTERNET = {socket.AF_INET, socket.AF_INET6}

attempts: list[str] = []
"""Every attempt so far, also those whose exception was swallowed."""


class NetworkRefused(Exception):  # noqa: N818 - what happened, in the words of a test report
    """Something tried to use the network."""


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if event in LOOKUPS or (event == "socket.__new__" and arguments[1] in INTERNET):
        attempts.append(f"{event}{arguments[1:]}")
        raise NetworkRefused(attempts[-1])


sys.addaudithook(_refuse)
