"""`make faults`: the whole campaign. It prints its table, writes the guide's, and fails on any loss."""

from __future__ import annotations

import argparse
import platform
import sys
from datetime import UTC, datetime

from tests.faults import plan
from tests.faults.interposer import ROOT
from tests.faults.tally import Tally

PAGE = ROOT / "resources" / "guide" / "security" / "campaign.md"


def main() -> int:
    """Runs what was asked for, everything unless workflows are named; only everything is written down."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("workflow", nargs="*", choices=[*plan.EVERY, []])
    named = arguments.parse_args().workflow
    tally = Tally()
    plan.campaign(tally, named)
    print(tally.text())
    print(f"{tally.seconds:.0f} s; {'nothing lost' if tally.ok else f'{len(tally.sentences)} failures'}")
    if not named:
        PAGE.parent.mkdir(parents=True, exist_ok=True)
        where = f"on {platform.system()} {platform.machine()} with Python {platform.python_version()}"
        PAGE.write_text(tally.markdown(datetime.now(UTC), where), encoding="utf-8", newline="\n")
    return 0 if tally.ok else 1


if __name__ == "__main__":
    sys.exit(main())
