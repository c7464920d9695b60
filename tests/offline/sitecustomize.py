"""Refuses the network to the Python process that imports it: no internet socket, no name look-up.

The test suite imports it, and puts this folder on ``PYTHONPATH``, where every Python started by a test finds it too.
Tests of what needs a network set ``SRDESK_TESTS_LOOPBACK`` for their processes: those may talk to this computer alone.
"""

import os
import socket
import sys

LOOKUPS = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo"}
INTERNET = {socket.AF_INET, socket.AF_INET6}

REACHING = {"socket.connect", "socket.bind", "socket.sendto"}
LOOPBACK = {"127.0.0.1", "::1", "localhost"}

attempts: list[str] = []
"""Every attempt so far, also those whose exception was swallowed."""


class NetworkRefused(Exception):  # noqa: N818 - what happened, in the words of a test report
    """Something tried to use the network."""


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if event in LOOKUPS or (event == "socket.__new__" and arguments[1] in INTERNET):
        attempts.append(f"{event}{arguments[1:]}")
        raise NetworkRefused(attempts[-1])


def _refuse_others(event: str, arguments: tuple[object, ...]) -> None:
    """Refuse every address but those of this computer itself."""
    if event in LOOKUPS:
        host = arguments[0]
    elif event in REACHING and isinstance(arguments[1], tuple):
        host = arguments[1][0]
    else:
        return
    if host not in LOOPBACK:
        attempts.append(f"{event}{arguments}")
        raise NetworkRefused(attempts[-1])


sys.addaudithook(_refuse_others if os.environ.get("SRDESK_TESTS_LOOPBACK") else _refuse)
