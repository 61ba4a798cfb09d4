"""Denies a network for real: a filter in the kernel ends a process, or a child of it, that opens a socket.

Local sockets (AF_UNIX) stay, as a desktop needs them. Linux only; no rights are needed. Run as a program it
sets the filter and becomes the program whose words follow.
"""

from __future__ import annotations

import ctypes
import os
import platform
import signal
import struct
import sys

import pytest

PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP, SECCOMP_MODE_FILTER = 38, 22, 2
LOAD, EQUAL, AT_LEAST, RETURN = 0x20, 0x15, 0x35, 0x06  # classic BPF: ld abs, jeq, jge, ret
ALLOW, KILL = 0x7FFF0000, 0x80000000
AF_UNIX, AF_INET = 1, 2
MACHINES = {
    # the architecture as the kernel names it, the numbers of socket and io_uring_setup, the first of x32
    "x86_64": (0xC000003E, 41, 425, 0x40000000),
    "aarch64": (0xC00000B7, 198, 425, 0xFFFFFFFF),
}
KILLED = -signal.SIGSYS if hasattr(signal, "SIGSYS") else -31
"""The return code of a process that opened a socket."""

can_deny = pytest.mark.skipif(
    sys.platform != "linux" or platform.machine() not in MACHINES,
    reason="the filter is the Linux kernel's, on x86-64 and ARM",
)


def deny() -> None:
    """From now on this process and its children die at `socket` of a family but AF_UNIX, and at io_uring."""
    machine, socket, ring, foreign = MACHINES[platform.machine()]
    steps = [
        (LOAD, 0, 0, 4),  # the architecture of the call
        (EQUAL, 1, 0, machine),
        (RETURN, 0, 0, KILL),
        (LOAD, 0, 0, 0),  # its number
        (AT_LEAST, 0, 1, foreign),
        (RETURN, 0, 0, KILL),
        (EQUAL, 0, 1, ring),
        (RETURN, 0, 0, KILL),
        (EQUAL, 1, 0, socket),
        (RETURN, 0, 0, ALLOW),
        (LOAD, 0, 0, 16),  # the family
        (EQUAL, 0, 1, AF_UNIX),
        (RETURN, 0, 0, ALLOW),
        (RETURN, 0, 0, KILL),
    ]
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
    program = struct.pack("HxxxxxxP", len(steps), ctypes.addressof(code))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) or libc.prctl(
        PR_SET_SECCOMP, SECCOMP_MODE_FILTER, program
    ):
        raise OSError(ctypes.get_errno(), "the kernel takes no filter")


def denied(*words: object) -> list[str]:
    """The command that runs these words with the network denied."""
    return [sys.executable, __file__, *map(str, words)]


if __name__ == "__main__":
    deny()
    os.execv(sys.argv[1], sys.argv[1:])
