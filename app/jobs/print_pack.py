"""The files of a stored Pack in memory: searched for what was held back, then under a password where wanted.

Nothing reaches the disk before it was searched, and nothing without its password where one is wanted.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from io import BytesIO
from typing import BinaryIO, NamedTuple

from app.domain import issue
from app.domain.codes import Paper
from app.domain.issue_rules import Recipient
from app.packs import encrypted, excel, manifest, pdf, pdf_addendum, stored
from app.packs.model import Pack

Tell = Callable[[str, int, int], None]
Check = Callable[[Mapping[str, bytes]], None]

WORKBOOK, PRINT = "Writing the workbook", "Writing the PDF"


class Print(NamedTuple):
    """One print of a paper; its pack bears the copy's number, the recipient and the stored value's hash."""

    paper: Paper
    pack: Pack

    @property
    def stem(self) -> str:
        """The name of its files without the ending."""
        version = f" v{self.pack.version}"
        # the marking stays at the end
        addendum = f"{version} addendum" if self.paper is Paper.ADDENDUM else version
        return self.pack.file_name.replace(version, addendum, 1)

    @property
    def names(self) -> tuple[str, ...]:
        """Its files; the workbook first: it is the one that somebody may have open."""
        endings = (".pdf",) if self.paper is Paper.ADDENDUM else (".xlsx", ".pdf")
        # nothing was issued with a draft, so it has no manifest
        beside = () if self.pack.draft else (f" {manifest.NAME}",)
        return tuple(f"{self.stem}{ending}" for ending in (*endings, *beside))


@dataclass(frozen=True, slots=True)
class Made:
    """A print's files as they leave, and the lines that its record keeps of them."""

    of: Print
    files: dict[str, bytes]
    lines: tuple[str, ...]


def prints(paper: Paper, pack: Pack, body: str, copies: Sequence[Recipient] = ()) -> tuple[Print, ...]:
    """One print for each numbered copy, or the one that bears no number."""
    pack = replace(pack, body=body)
    many = len(copies)
    numbered = (
        replace(pack, copy=f"{number} of {many}", recipient=recipient.name)
        for number, recipient in enumerate(copies, 1)
    )
    return tuple(Print(paper, each) for each in (numbered if copies else (pack,)))


def make(
    of: Print,
    tell: Tell,
    *,
    check: Check = lambda _: None,
    password: str = "",
    left: Mapping[str, str] | None = None,
) -> Made:
    """The files of a print, manifest last; `left` are the hashes that a manifest already gave them."""
    printed = dict(_drawn(of, tell))
    check(printed)
    files = {
        name: encrypted.protected(name, data, password) if password else data
        for name, data in printed.items()
    }
    kept = [issue.line(name, sha256(data), sha256(printed[name])) for name, data in files.items()]
    if not of.pack.draft:
        told = {**issue.hashes(kept), **(left or {})}
        own = {name: told[name] for name in files}
        name, beside = of.names[-1], manifest.text(of.pack, stored.fingerprint(of.pack), own, of.paper.value)
        files[name] = beside.encode()
        kept.append(issue.line(name, sha256(files[name])))
    return Made(of, files, tuple(kept))


class Files:
    """The files of every print, all made when the first is to be written."""

    def __init__(
        self,
        papers: Sequence[Sequence[Print]],
        tell: Tell,
        *,
        check: Check = lambda _: None,
        password: str = "",
        left: Mapping[str, str] | None = None,
    ) -> None:
        self._papers = papers
        self._make = partial(make, tell=tell, check=check, password=password, left=left)

    @cached_property
    def made(self) -> tuple[tuple[Made, ...], ...]:
        """The files by paper, then by copy."""
        return tuple(tuple(self._make(each) for each in prints) for prints in self._papers)

    @property
    def lines(self) -> tuple[str, ...]:
        """What a record keeps of every file."""
        return tuple(line for prints in self.made for made in prints for line in made.lines)

    @property
    def hashes(self) -> dict[str, str]:
        """The SHA-256 of every file by its name, as it leaves."""
        return issue.hashes(self.lines)

    @property
    def fills(self) -> dict[str, Callable[[BinaryIO], object]]:
        """What writes each file, by its name."""
        names = [name for prints in self._papers for each in prints for name in each.names]
        return {name: self._fill(name) for name in names}

    @cached_property
    def data(self) -> dict[str, bytes]:
        """The bytes of every file by its name, as it leaves."""
        return {name: data for prints in self.made for made in prints for name, data in made.files.items()}

    def _fill(self, name: str) -> Callable[[BinaryIO], object]:
        return lambda target: target.write(self.data[name])


def sha256(data: bytes) -> str:
    """The SHA-256 of a file in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def _drawn(of: Print, tell: Tell) -> Iterable[tuple[str, bytes]]:
    for name in of.names:
        target = BytesIO()
        if name.endswith(manifest.NAME):
            continue
        if name.endswith(".xlsx"):
            excel.write(of.pack, target, lambda done, whole: tell(WORKBOOK, done, whole))
        elif of.paper is Paper.ADDENDUM:
            pdf_addendum.write(of.pack, target, lambda done, whole: tell(PRINT, done, whole))
        else:
            pdf.write(of.pack, target, lambda done, whole: tell(PRINT, done, whole))
        yield name, target.getvalue()
