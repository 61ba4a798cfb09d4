"""Writes the golden Pack anew, after its difference was looked at: python -m tests.packs.write_golden."""

from __future__ import annotations

import json

from app.packs import monthly, stored
from tests.packs.months import MADE_AT, small
from tests.packs.test_monthly import GOLDEN

if __name__ == "__main__":
    pack = json.loads(stored.text_of(monthly.build(small(), MADE_AT)))
    GOLDEN.write_text(json.dumps(pack, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
