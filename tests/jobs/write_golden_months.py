"""Writes the golden Packs of the three months anew: python -m tests.jobs.write_golden_months."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from tests.jobs import three_months

FOLDER = Path(__file__).parent.parent / "golden" / "months"


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        story = three_months.whole(Path(folder))
        for name in story.issued:
            text = json.dumps(three_months.golden(story, name), ensure_ascii=False, indent=1)
            (FOLDER / f"{name}.json").write_text(f"{text}\n", encoding="utf-8")
        story.register.close()


if __name__ == "__main__":
    main()
