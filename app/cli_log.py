"""The log from the command line: let it leave with its verification, and note or print where it stands."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from app.cli_month import Add, Doors


def add_to(add: Add, doors: Doors) -> None:
    """Adds the commands of the log to the parser."""

    def leave(args: argparse.Namespace) -> int:
        return _leave(args, doors)

    def anchor(args: argparse.Namespace) -> int:
        return _anchor(args, doors)

    log = add("log", leave, "write the log, or a part of it, as CSV with the verification of the whole")
    log.add_argument("register", metavar="REGISTER")
    log.add_argument("--to", required=True, metavar="FOLDER")
    log.add_argument("--for", required=True, dest="recipient", metavar="NAME", help="who receives it")
    log.add_argument("--reason", required=True, metavar="WHY")
    for name, told in (("person", "by one person"), ("record", "about one record, by its reference")):
        log.add_argument(f"--{name}", default="", help=told)
    log.add_argument("--class", dest="class_", action="append", default=[], metavar="CLASS")
    log.add_argument("--from", dest="since", default="", metavar="DATE", help="dd/mm/yyyy")
    log.add_argument("--until", default="", metavar="DATE", help="dd/mm/yyyy")
    noted = add("anchor", anchor, "say where the log stands, or print it on a sheet")
    noted.add_argument("register", metavar="REGISTER")
    noted.add_argument("--to", metavar="FOLDER", help="print the sheet (PDF) into this folder")
    noted.add_argument("--reason", default="", metavar="WHY", help="why it is printed")


def _leave(args: argparse.Namespace, doors: Doors) -> int:
    from app.domain.clock import today
    from app.domain.codes import LogClass
    from app.domain.dates import parse_typed
    from app.errors import Refusal
    from app.jobs import log_export
    from app.reads.log import Chosen

    known = {each.value for each in LogClass}
    if not known.issuperset(args.class_):
        raise Refusal("log.no_class", known=", ".join(sorted(known)))
    with doors.open(args.register) as register:
        on = today(register.clock)
        chosen = Chosen(
            person=args.person,
            record=args.record,
            classes=tuple(LogClass(each) for each in args.class_),
            since=parse_typed(args.since, on),
            until=parse_typed(args.until, on),
        )
        made = log_export.export(
            register, chosen, Path(args.to), recipient=args.recipient, reason=args.reason,
            progress=doors.progress(args),
        )  # fmt: skip
    facts = {"paths": [str(path) for path in made.paths], "entries": made.entries, "findings": made.findings}
    doors.tell(args, facts, [*map(str, made.paths), *made.findings])
    return 2 if made.findings else 0


def _anchor(args: argparse.Namespace, doors: Doors) -> int:
    from app.jobs import log_export
    from app.reads import log

    with doors.open(args.register) as register:
        if args.to is not None:
            path = log_export.print_anchor(register, Path(args.to), reason=args.reason)
            doors.tell(args, {"path": str(path)}, [str(path)])
            return 0
        register.require("log.print_anchor")
        frame = register.ask(log.frame)
    facts: dict[str, Any] = {"seq": frame.seq, "hash": frame.head}
    doors.tell(args, facts, [f"{frame.seq}:{frame.head}"])
    return 0
