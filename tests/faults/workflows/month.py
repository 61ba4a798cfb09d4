"""A month's pack: a draft exported over an older one, and an issue with its record."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

from pypdf import PdfReader

from app.commands import threats
from app.domain import leaving
from app.domain.threat import Threat
from app.jobs import issue_month
from app.reads import issues
from app.register import Register
from tests.builders import new_register
from tests.faults.found import Found
from tests.faults.told import Teller, Told
from tests.faults.workflow import CLOCK, Reference, Workflow, left_over, working
from tests.jobs.issuing import MONTH, fill, issue


def whole(path: Path) -> bool:
    """Whether a file opens and is complete: a PDF's last page, a workbook's every member, a text's end."""
    try:
        if path.suffix == ".pdf":
            return PdfReader(path).pages[-1].extract_text() != ""
        if path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as file:
                return file.testzip() is None and "xl/workbook.xml" in file.namelist()
        return path.read_bytes().endswith((b"\n", b"}"))
    except Exception:
        return False


def digests(folder: Path) -> dict[str, str]:
    """The SHA-256 of every visible file in a folder by its name."""
    if not folder.is_dir():
        return {}
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.iterdir()
        if not path.name.startswith(".")
    }


def check_whole(folder: Path, found: Found) -> None:
    """Every visible file in the folder is complete."""
    for name in digests(folder):
        found.files += 1
        if not whole(folder / name):
            found.half.append(f"{name} is not whole")


class Export(Workflow):
    """A draft written over the draft of yesterday."""

    name = "export"

    def prepare(self, place: Path) -> None:
        with fill(new_register(place, CLOCK)) as register:
            leaving.giving("A fault", issue_month.export)(register, MONTH, place / "out")
            register.do(threats.add, Threat(id="late", reference="AS/2026/0300", name="Added since"))

    def run(self, place: Path, teller: Teller) -> None:
        with working(self, place, teller) as register:
            teller.step(
                "export",
                lambda: leaving.giving("A fault", issue_month.export)(register, MONTH, place / "out"),
            )
            teller.acknowledge("export", register)

    def check(self, place: Path, told: Told, reference: Reference, found: Found) -> None:
        out = place / "out"
        check_whole(out, found)
        names = set(digests(out))
        if len(names) != 2:
            found.half.append(f"the folder has {sorted(names)}")
        with self.open(place) as register:
            made = leaving.giving("A fault", issue_month.export)(register, MONTH, out)
        if {path.name for path in made.paths} != set(digests(out)) or digests(out) != made.hashes:
            found.wrong.append("the next draft is not what stands in the folder")
        check_whole(out, found)
        found.wrong += [f"left over: {name}" for name in left_over(out)]


class IssuePack(Workflow):
    """The December pack issued: PDF, workbook and manifest put in place at once, and recorded."""

    name = "issue"

    def prepare(self, place: Path) -> None:
        fill(new_register(place, CLOCK)).close()

    def run(self, place: Path, teller: Teller) -> None:
        with working(self, place, teller) as register:
            teller.step("issue", lambda: self._issue(register, place / "out"))
            teller.acknowledge("issue", register)

    def _issue(self, register: Register, out: Path) -> None:
        if not register.ask(issues.issues):
            issue(register, out)

    def check(self, place: Path, told: Told, reference: Reference, found: Found) -> None:
        out = place / "out"
        check_whole(out, found)
        with self.open(place) as register:
            kept = register.ask(issues.issues)
            for each in kept:
                there = digests(out)
                if any(there.get(name) != hash_ for name, hash_ in each.hashes.items()):
                    found.half.append(f"issue {each.number} names {each.hashes}, the folder has {there}")
            if not kept:
                made = issue(register, out)
                if made.issue is None or made.issue.number != "1.0":
                    found.wrong.append("an issue that was never recorded has used up a number")
            again = register.ask(issues.issues)
        if len(again) != 1 or set(digests(out)) != set(again[0].hashes):
            found.wrong.append(f"the folder has {sorted(digests(out))} beside what was issued")
        found.wrong += [f"left over: {name}" for name in left_over(out)]
