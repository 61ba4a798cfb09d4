"""The command line: a thin door to the same library as the desk. It never imports PySide6.

Exit 0 done, 2 a refusal with its sentence on standard error, 1 a bug.
"""

from __future__ import annotations

import argparse
import getpass
import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from app import VERSION, cli_log, cli_month, words
from app.cli_month import Doors
from app.errors import Refusal

PERSON = "FOURFOLD_PERSON"
PASSPHRASE = "FOURFOLD_PASSPHRASE"  # noqa: S105 the variable's name, not a passphrase


def _passphrase() -> str:
    given = os.environ.get(PASSPHRASE)
    if given is not None:
        return given
    if not sys.stdin.isatty():
        raise Refusal("passphrase.none", variable=PASSPHRASE)
    return getpass.getpass("Passphrase: ")


def _open(path: str) -> Any:
    from app.register import Register

    return Register.open(Path(path), passphrase=_passphrase(), person=os.environ.get(PERSON) or None)


def _open_whole(path: str) -> Any:
    """The register, brought the lists that one of an earlier version lacks, and tidied up after a kill."""
    from app.jobs import known_files, set_up

    register = _open(path)
    try:
        set_up.complete(register)
        known_files.tidy(register)
    except BaseException:
        register.close()
        raise
    return register


def _progress(args: argparse.Namespace) -> Callable[..., None] | None:
    """Progress on standard error where a person is watching; none otherwise."""
    if args.json or not sys.stderr.isatty():
        return None
    return lambda what, done=0, total=0, *_: print(f"\r{what} {done}/{total}   ", end="", file=sys.stderr)


def _tell(args: argparse.Namespace, facts: dict[str, Any], lines: Sequence[str]) -> None:
    print(json.dumps(facts, ensure_ascii=False) if args.json else "\n".join(lines))


def _demo(args: argparse.Namespace) -> int:
    from app.jobs import demo

    path = demo.make(Path(args.folder), size=args.size, seed=args.seed, progress=_progress(args))
    _tell(args, {"path": str(path)}, [str(path)])
    return 0


def _import(args: argparse.Namespace) -> int:
    from app.domain.backup_rules import Reason
    from app.intake import sheet
    from app.jobs import back_up, chase_return, take_in

    with _open_whole(args.register) as register:
        book = sheet.read(Path(args.file))
        returned = chase_return.plan(register, book)
        if returned is not None:
            counts, lines = chase_return.told(register, returned, dry_run=args.dry_run)
            _tell(args, counts, lines)
            return 0
        review = take_in.plan(register, Path(args.file), layout=args.layout, book=book)
        if not args.dry_run:
            back_up.if_wanted(register, Reason.IMPORT)
        outcome = take_in.take_in(register, review, accept=args.accept, dry_run=args.dry_run)
    facts = outcome.counts
    _tell(args, facts, [*outcome.lines, ", ".join(f"{number} {name}" for name, number in facts.items())])
    return 0


def _verify(args: argparse.Namespace) -> int:
    if args.register is not None:
        return _verify_file(args)
    with _open(args.path) as register:
        noted = tuple(register.typed_anchor(each) for each in args.anchor)
        found = register.verify(_progress(args), noted=noted, elsewhere=tuple(map(Path, args.second)))
    findings = [{"code": f.code, "where": f.where, "words": words.say(f.code)} for f in found.findings]
    facts = {"ok": found.ok, **found.told, "findings": findings}
    summary = f"{found.records} records, {found.entries} journal entries and {found.anchors} anchors checked"
    lines = [f"{f['words']} {f['where']}" for f in findings] or [f"Sound: {summary}."]
    _tell(args, facts, lines)
    if found.ok:
        return 0
    print(words.say("verify.found", {"count": len(findings)}), file=sys.stderr)
    return 2


def _verify_file(args: argparse.Namespace) -> int:
    from app.jobs import verify_file

    with _open(args.register) as register:
        found = verify_file.verify_file(register, Path(args.path))
    facts = {
        "ok": found.good,
        "standing": found.standing.value,
        "pack": found.issue.pack_id if found.issue else None,
        "version": found.issue.number if found.issue else None,
        "copy": found.copy.number if found.copy else None,
        "sha256": found.sha256,
        "words": found.words,
    }
    _tell(args, facts, [found.words])
    return 0 if found.good else 2


def _backup(args: argparse.Namespace) -> int:
    from app.jobs import back_up

    with _open(args.register) as register:
        if args.to is not None:
            path = register.backup(Path(args.to), progress=_progress(args))
            facts = {"path": str(path)}
        else:
            second = Path(args.second) if args.second else None
            made = back_up.back_up(register, second=second, progress=_progress(args))
            path = made.path
            facts = {"path": str(path), "second": str(made.second) if made.second else ""}
            if made.refused is not None:
                raise made.refused
    _tell(args, facts, [str(path)])
    return 0


def _restore(args: argparse.Namespace) -> int:
    """Lists the backups, or brings one back into a register that opens or does not."""
    from app.jobs import restore

    path = Path(args.register)
    if args.backup is None:
        found = restore.found(path, Path(args.second) if args.second else None)
        lines = [f"{one.path}  {one.reason or 'not told'}  {one.seq}" for one in found]
        _tell(args, {"backups": [str(one.path) for one in found]}, lines or [words.say("restore.none")])
        return 0
    backup, passphrase = Path(args.backup), _passphrase()
    try:
        with _open(args.register) as register:
            done = restore.restore(register, backup, _progress(args))
    except Refusal as refusal:
        if refusal.code not in restore.MEND:
            raise
        person = os.environ.get(PERSON) or None
        done = restore.rescue(path, backup, passphrase, person=person, progress=_progress(args))
    said = words.say("restore.done", {"aside": done.aside})
    _tell(args, {"backup": done.backup, "aside": done.aside}, [said])
    return 0


def _version(args: argparse.Namespace) -> int:
    _tell(args, {"version": VERSION}, [f"Fourfold {VERSION}"])
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="fourfold",
        description="Prepares the monthly regional tasking meeting. Without a command it opens the desk.",
        epilog=f"The passphrase comes from a prompt or from {PASSPHRASE}, never from an argument.",
    )
    commands = parser.add_subparsers(dest="command")

    def add(name: str, run: Callable[[argparse.Namespace], int], about: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=about, description=about)
        sub.add_argument("--json", action="store_true", help="print one JSON object")
        sub.set_defaults(run=run)
        return sub

    demo = add("demo", _demo, "make the fictional South West register in a folder")
    demo.add_argument("folder", metavar="FOLDER")
    demo.add_argument("--size", choices=("region", "national", "stress"), default="region")
    demo.add_argument("--seed", type=int, default=2026)
    take = add("import", _import, "take in a tracker, or a chase sheet that came back")
    take.add_argument("register", metavar="REGISTER")
    take.add_argument("file", metavar="FILE")
    take.add_argument("--layout", metavar="NAME", help="a remembered layout")
    take.add_argument("--dry-run", action="store_true", help="say what would be taken in, change nothing")
    take.add_argument("--accept", action="store_true", help="take in what needs no decision, hold the rest")
    cli_month.add_to(add, Doors(_open, _open_whole, _progress, _tell))
    verify = add("verify", _verify, "check a register, or tell whether a file is one that it issued")
    verify.add_argument("path", metavar="PATH", help="a register, or a file with --register")
    verify.add_argument("--register", metavar="REGISTER", help="the register that PATH is to be looked up in")
    verify.add_argument(
        "--anchor", action="append", default=[], help="a printed anchor, 1204:9f3c07aa51b2e6d4"
    )
    verify.add_argument(
        "--second", action="append", default=[], metavar="FOLDER", help="take the anchors of backups here too"
    )
    cli_log.add_to(add, Doors(_open, _open_whole, _progress, _tell))
    backup = add("backup", _backup, "make a checked copy of a register")
    backup.add_argument("register", metavar="REGISTER")
    backup.add_argument("--to", metavar="FOLDER", help="into this folder; without, with the register's own")
    backup.add_argument("--second", metavar="FOLDER", help="carried to this folder too, and read back there")
    restore = add("restore", _restore, "list the backups, or bring one back; what is there now is set aside")
    restore.add_argument("register", metavar="REGISTER")
    restore.add_argument("backup", metavar="BACKUP", nargs="?")
    restore.add_argument("--second", metavar="FOLDER", help="look for backups here too")
    add("version", _version, "say which version this is")
    return parser


def run(argv: Sequence[str]) -> int:
    """Runs one command and returns its exit code."""
    args = _parser().parse_args(argv)
    try:
        return int(args.run(args))
    except Refusal as refused:
        sentences = [words.refusal(refused)]
        if args.json:
            print(json.dumps({"refused": refused.code, "words": sentences[0]}, ensure_ascii=False))
        print(*sentences, sep="\n", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("Stopped as you asked.", file=sys.stderr)
        return 2
    except Exception as error:
        # never the traceback's values: they may hold record text
        where = error.__traceback__
        while where and where.tb_next:
            where = where.tb_next
        place = f"{Path(where.tb_frame.f_code.co_filename).name}:{where.tb_lineno}" if where else "unknown"
        print(
            f"Fourfold failed ({type(error).__name__} at {place}). The register is as it was after the last "
            "saved change. Run verify, and report this line.",
            file=sys.stderr,
        )
        return 1
