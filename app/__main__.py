"""The door: with a command the command line, without any, or with a register's path, the desk."""

from __future__ import annotations

import multiprocessing
import sys

from app.mishap import keep_quiet


def main() -> int:
    """Runs Fourfold and returns its exit code."""
    # a frozen program starts its child processes through here
    multiprocessing.freeze_support()
    keep_quiet()
    if len(sys.argv) > 1 and not sys.argv[1].rstrip("/\\").endswith(".register"):
        from app import cli

        return cli.run(sys.argv[1:])
    from app.ui import start

    return int(start.run(sys.argv))


if __name__ == "__main__":
    sys.exit(main())
