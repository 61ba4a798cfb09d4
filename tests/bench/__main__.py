"""Runs the bench and prints its table: `python -m tests.bench`, or with the names of the parts wanted."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable

from tests.bench import chain, lists, packs, starts
from tests.bench.measure import Row, table

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

PARTS: dict[str, Callable[[], list[Row]]] = {
    "excel": packs.excel_rows,
    "pdf": packs.pdf_rows,
    "month": packs.month_rows,
    "lists": lists.list_rows,
    "chain": chain.chain_rows,
    "start": starts.start_rows,
    "home": starts.home_rows,
    "pages": packs.ten_times,
    "export": starts.export_rows,
}


def main(wanted: list[str]) -> int:
    rows: list[Row] = []
    for name in wanted or PARTS:
        print(f"… {name}", file=sys.stderr, flush=True)
        try:
            rows += PARTS[name]()
        except Exception as error:
            # the other parts are still worth their minutes
            traceback.print_exc()
            rows.append(Row(name, "", "", "", "", f"failed: {type(error).__name__}"))
    print(table(rows))
    return 0 if all(row.verdict in ("met", "") for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
