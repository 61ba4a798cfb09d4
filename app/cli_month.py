"""The commands of the month on the command line: draft, issue, reprint, minutes, chase sheets, comparison."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from app import words
from app.domain import leaving
from app.errors import Refusal

PASSWORD = "FOURFOLD_FILE_PASSWORD"  # noqa: S105 the variable's name, not a password
Run = Callable[[argparse.Namespace], int]
SECOND = "FOURFOLD_SECOND_PASSPHRASE"
Add = Callable[[str, Run, str], argparse.ArgumentParser]


class Doors(NamedTuple):
    """What each command needs of the command line: opening a register, telling progress and the outcome."""

    open: Callable[[str], Any]
    open_whole: Callable[[str], Any]
    progress: Callable[[argparse.Namespace], Callable[..., None] | None]
    tell: Callable[[argparse.Namespace, dict[str, Any], Sequence[str]], None]


def add_to(add: Add, doors: Doors) -> None:
    """Adds the commands of the month to the parser."""
    month = _Month(doors)
    export = _month(add("export", _leaving(month.export), "write a DRAFT of a month's pack as PDF and Excel"))
    _edition(export)
    issue = _month(
        add(
            "issue",
            _leaving(month.issue, own=True),
            "issue a month's pack: locked, recorded, with its manifest",
        )
    )
    _edition(issue)
    kind = issue.add_mutually_exclusive_group()
    kind.add_argument("--minor", action="store_true", help="add the late papers to what was issued")
    kind.add_argument("--major", action="store_true", help="read the month anew")
    issue.add_argument("--reason", default="", metavar="TEXT", help="why it is reissued")
    issue.add_argument("--anyway", default="", metavar="TEXT", help="why it is issued with known gaps")
    issue.add_argument(
        "--confirmed-by", default="", metavar="NAME", help="second person of a partner edition"
    )
    issue.add_argument(
        "--copy", action="append", default=[], metavar="NAME[, ORGANISATION]", help="a numbered copy for each"
    )
    _password(issue)
    reprint = add("reprint", _leaving(month.reprint), "write the files of an issue again")
    reprint.add_argument("register", metavar="REGISTER")
    reprint.add_argument("issue", metavar="ISSUE", help='such as "SW-2026-12 1.0"')
    reprint.add_argument("--to", required=True, metavar="FOLDER")
    which = reprint.add_mutually_exclusive_group()
    which.add_argument("--copy", type=int, metavar="N", help="one numbered copy only")
    which.add_argument(
        "--for", dest="to_whom", metavar="NAME[, ORGANISATION]", help="a further numbered copy for somebody"
    )
    _password(reprint)
    zipped = _month(
        add("zip", _leaving(month.zip), "put everything that was issued for a meeting into one zip")
    )
    zipped.set_defaults(edition="full")
    minutes = _month(
        add("minutes", _leaving(month.minutes), "issue the minutes and the decisions of a month's meeting")
    )
    _edition(minutes)
    chased = _month(
        add("chase", _leaving(month.chase), "write one sheet for each lead with their open actions")
    )
    for each in (export, reprint, zipped, minutes, chased):
        each.add_argument("--reason", default="", metavar="TEXT", help="why it leaves, for the log")
    for each in (export, issue, reprint, zipped, minutes):
        about = "for whom it leaves, for the log, where no copy names them"
        each.add_argument("--recipient", default="", metavar="TEXT", help=about)
    chased.set_defaults(recipient="")
    compare = add("compare", month.compare, "say what changed between two issues")
    compare.add_argument("register", metavar="REGISTER")
    compare.add_argument("before", metavar="ISSUE", help='such as "SW-2026-11 1.0"')
    compare.add_argument("after", metavar="ISSUE", help='such as "SW-2026-12 1.0"')


def _leaving(run: Run, *, own: bool = False) -> Run:
    """The command with why and for whom its files leave; `own`: --reason is another, and it is its own."""

    def because(args: argparse.Namespace) -> int:
        with leaving.because("" if own else args.reason, args.recipient):
            return run(args)

    return because


def _month(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser.add_argument("register", metavar="REGISTER")
    parser.add_argument("--month", required=True, metavar="2026-12")
    parser.add_argument("--to", required=True, metavar="FOLDER")
    return parser


def _edition(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--edition", default="full", metavar="EDITION", help="full, chair, force:NAME or partner:NAME"
    )


def _password(parser: argparse.ArgumentParser) -> None:
    about = f"put the files under a password, asked for or taken from {PASSWORD}"
    parser.add_argument("--password", action="store_true", help=about)


def _asked(wanted: bool) -> str:
    """The password for the files, never an argument; Refusal("password.none") where nobody can be asked."""
    if not wanted:
        return ""
    given = os.environ.get(PASSWORD)
    if given is not None:
        return given
    if not sys.stdin.isatty():
        raise Refusal("password.none", variable=PASSWORD)
    return getpass.getpass("Password for the files: ")


def _second(register: Any, edition: Any) -> str:
    """The second person's own passphrase, never an argument; "" where the typed name stands."""
    from app.domain.codes import EditionKind

    if register.alone or edition.kind is not EditionKind.PARTNER:
        return ""
    given = os.environ.get(SECOND)
    if given is not None:
        return given
    if not sys.stdin.isatty():
        raise Refusal("passphrase.none", variable=SECOND)
    return getpass.getpass("Passphrase of the second person: ")


class _Month:
    """The commands themselves."""

    def __init__(self, doors: Doors) -> None:
        self._doors = doors

    def _paths(self, args: argparse.Namespace, paths: Sequence[Path], **facts: Any) -> int:
        told = [str(path) for path in paths]
        self._doors.tell(args, {"paths": told, **facts}, told)
        return 0

    def export(self, args: argparse.Namespace) -> int:
        """A draft, to look at."""
        from app.jobs import issue_month
        from app.jobs.edition_named import edition_named

        with self._doors.open_whole(args.register) as register:
            edition = edition_named(register, args.edition)
            made = issue_month.export(
                register, args.month, Path(args.to), edition=edition, progress=self._doors.progress(args)
            )
        return self._paths(args, made.paths, **made.counts)

    def issue(self, args: argparse.Namespace) -> int:
        """An issue or a reissue."""
        from app.jobs import issue_month
        from app.jobs.edition_named import edition_named
        from app.jobs.issue_month import Reissue

        reissue = Reissue.MINOR if args.minor else Reissue.MAJOR if args.major else None
        copies = tuple(map(_recipient, args.copy))
        password = _asked(args.password)
        with self._doors.open_whole(args.register) as register:
            edition = edition_named(register, args.edition)
            made = issue_month.issue(
                register,
                args.month,
                Path(args.to),
                edition=edition,
                reissue=reissue,
                reason=args.reason,
                gaps_reason=args.anyway,
                confirmed_by=args.confirmed_by,
                second_passphrase=_second(register, edition),
                password=password,
                copies=copies,
                progress=self._doors.progress(args),
            )
        version = made.issue.number if made.issue else ""
        return self._paths(args, made.paths, version=version, withheld=made.withheld, **made.counts)

    def reprint(self, args: argparse.Namespace) -> int:
        """The files of an issue again."""
        from app.jobs import reprint

        password = _asked(args.password)
        with self._doors.open(args.register) as register:
            issue, to = _issue(register, args.issue), Path(args.to)
            if args.to_whom:
                who = _recipient(args.to_whom)
                made = reprint.further_copy(register, issue, to, who, password=password)
            else:
                tell = self._doors.progress(args)
                made = reprint.reprint(register, issue, to, copy=args.copy, password=password, progress=tell)
        told = [] if made.same else [words.say("reprint.differs")]
        paths = [str(path) for path in made.paths]
        self._doors.tell(args, {"paths": paths, "same": made.same}, [*paths, *told])
        return 0

    def zip(self, args: argparse.Namespace) -> int:
        """Everything of a meeting."""
        from app.jobs import meeting_zip, minutes

        with self._doors.open(args.register) as register:
            meeting = minutes.of_month(register, args.month)
            made = meeting_zip.meeting_zip(
                register, meeting, Path(args.to), progress=self._doors.progress(args)
            )
        return self._paths(args, [made.path])

    def minutes(self, args: argparse.Namespace) -> int:
        """The minutes of the month's meeting."""
        from app.jobs import minutes
        from app.jobs.edition_named import edition_named

        with self._doors.open_whole(args.register) as register:
            meeting = minutes.of_month(register, args.month)
            edition = edition_named(register, args.edition)
            made = minutes.issue(register, meeting, Path(args.to), edition=edition)
        return self._paths(args, made.paths, version=made.issue.number)

    def chase(self, args: argparse.Namespace) -> int:
        """The chase sheets of the month."""
        from app.jobs import chase

        with self._doors.open_whole(args.register) as register:
            made = chase.write(register, args.month, Path(args.to))
        return self._paths(args, made.paths)

    def compare(self, args: argparse.Namespace) -> int:
        """What changed between two issues."""
        from app.jobs import compare_issues

        with self._doors.open(args.register) as register:
            ids = (_issue(register, said) for said in (args.before, args.after))
            changes = compare_issues.compare_issues(register, *ids)
        lines = list(compare_issues.lines(changes))
        self._doors.tell(args, {"lines": lines}, lines)
        return 0


def _recipient(said: str) -> Any:
    from app.domain.issue_rules import Recipient

    return Recipient(*(part.strip() for part in said.split(",", 1)))


def _issue(register: Any, said: str) -> str:
    """The id of an issue, named by it or as "SW-2026-12 1.0"."""
    from app.jobs.compare_issues import find_issue
    from app.reads.issues import issues

    if any(issue.id == said for issue in register.ask(issues)):
        return said
    return find_issue(register, said)
