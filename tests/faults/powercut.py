"""A power cut: what could be on the disk, worked out from a log of all that a run wrote and synced.

The model is the usual one of journalling file systems (ext4, NTFS, APFS). What was written to a file since
it was last synced may be there, be missing, or be there in part, sector by sector and in any order. Names
(made, renamed, removed) reach the disk in order, and those before the last sync of their folder are there.
"""

from __future__ import annotations

import json
import random
import shutil
import struct
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tests.faults.found import Found
from tests.faults.interposer import Fault, Mode
from tests.faults.told import Told
from tests.faults.workflow import Workflow, check

if TYPE_CHECKING:
    from tests.faults.cycle import Bench

HEAD = struct.Struct("<cQqII")
SECTOR = 512


class Op(NamedTuple):
    """One line of the interposer's log (interpose.c, note)."""

    what: str
    inode: int
    at: int
    one: bytes
    two: bytes


@dataclass
class File:
    """A file's bytes on the disk, and what was written since it was last synced."""

    data: bytearray
    waiting: list[Op] = field(default_factory=list)


def read_log(path: Path) -> list[Op]:
    """Every line of the log."""
    data, position, ops = path.read_bytes(), 0, []
    while position < len(data):
        what, inode, at, one, two = HEAD.unpack_from(data, position)
        position += HEAD.size
        ops.append(
            Op(
                what.decode(),
                inode,
                at,
                data[position : position + one],
                data[position + one : position + one + two],
            )
        )
        position += one + two
    return ops


def _apply(data: bytearray, op: Op) -> None:
    if op.what == "T":
        data[op.at :] = b"\0" * (op.at - len(data)) if op.at > len(data) else b""
    else:
        if op.at > len(data):
            data.extend(b"\0" * (op.at - len(data)))
        data[op.at : op.at + len(op.one)] = op.one


def _torn(op: Op, keeps: float, random_: random.Random) -> Iterator[Op]:
    """The sectors of a write that reached the disk."""
    if op.what == "T":
        if random_.random() < keeps:
            yield op
        return
    for start in range(0, len(op.one), SECTOR):
        if random_.random() < keeps:
            yield op._replace(at=op.at + start, one=op.one[start : start + SECTOR])


class Disk:
    """Files by inode and names by path, as a run leaves them when the power goes."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.files: dict[int, File] = {}
        self.names: dict[str, int | None] = {}
        for path in place.rglob("*"):
            inode = path.stat().st_ino if path.is_file() else None
            self.names[str(path)] = inode
            if inode is not None:
                self.files[inode] = File(bytearray(path.read_bytes()))

    def play(self, ops: list[Op], random_: random.Random) -> None:
        """Does what was logged, and then loses what was not synced."""
        settled = self._settled(ops)
        reached = random_.randint(settled, sum(op.what in "CRLUM" for op in ops))
        number, born = 0, {}
        for op in ops:
            if op.what in "CRLUM":
                inode = op.inode
                if op.what == "C":
                    # an inode's number is used again when its file is gone
                    born[inode] = inode = max([0, *self.files]) + 1 + inode
                    self.files[inode] = File(bytearray())
                if number < reached:
                    self._name(op, inode)
                number += 1
            elif op.what in "WTS":
                file = self.files.get(born.get(op.inode, op.inode))
                if file is None:
                    continue
                if op.what == "S":
                    for waiting in file.waiting:
                        _apply(file.data, waiting)
                    file.waiting.clear()
                else:
                    file.waiting.append(op)
        for file in self.files.values():
            keeps = random_.choice((0.0, 0.5, 0.9, 1.0))
            for waiting in file.waiting:
                for part in _torn(waiting, keeps, random_):
                    _apply(file.data, part)

    def _settled(self, ops: list[Op]) -> int:
        """How many of the changes of names are on the disk for certain."""
        pending: dict[str, int] = defaultdict(int)
        number = settled = 0
        for op in ops:
            if op.what in "CRLUM":
                number += 1
                for name in filter(None, (op.one, op.two)):
                    pending[str(Path(name.decode()).parent)] = number
            elif op.what == "D":
                settled = max(settled, pending.pop(op.one.decode(), 0))
        return settled

    def _name(self, op: Op, inode: int) -> None:
        one, two = op.one.decode(), op.two.decode()
        if op.what == "C":
            self.names[one] = inode
        elif op.what == "M":
            self.names[one] = None
        elif op.what == "U":
            self.names.pop(one, None)
        elif op.what == "L":
            self.names[two] = self.names[one]
        else:
            under = [name for name in self.names if name == one or name.startswith(f"{one}/")]
            for name in under:
                self.names[two + name[len(one) :]] = self.names.pop(name)

    def write(self, target: Path) -> None:
        """Makes the folder as it would be found when the power is back."""
        for name, inode in sorted(self.names.items()):
            path = target / Path(name).relative_to(self.place)
            # the index of a write-ahead log is shared memory: it is never synced and made anew at every start
            if path.name.endswith("-shm"):
                continue
            if inode is None:
                path.mkdir(parents=True, exist_ok=True)
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(self.files[inode].data)


def cut(bench: Bench, workflow: Workflow, seed: int, states: int) -> Found:
    """One run and so many power cuts at moments of it; everything acknowledged before each must be there."""
    random_, reference, all_found = random.Random(seed), bench.reference(workflow), Found()
    place, log = bench.place(workflow), bench.scratch / f"{workflow.name}.log"
    try:
        # taken before the run: the disk as it was
        before = Disk(place)
        bench.child(workflow, place, Fault(Mode.COUNT), log=log)
        ops = read_log(log)
        for _ in range(states):
            upto = ops[: random_.randint(1, len(ops))]
            told = Told(tuple(json.loads(op.one) for op in upto if op.what == "A"))
            disk = _again(before)
            disk.play(upto, random_)
            shutil.rmtree(place)
            place.mkdir()
            disk.write(place)
            found = Found()
            check(workflow, place, told, reference, found)
            all_found.lost += found.lost
            all_found.half += found.half
            all_found.wrong += [f"power cut after {len(upto)} of {len(ops)}: {each}" for each in found.wrong]
            all_found.acknowledged += found.acknowledged
            all_found.files += found.files
            all_found.calls += 1
    finally:
        shutil.rmtree(place, ignore_errors=True)
        log.unlink(missing_ok=True)
    return all_found


def _again(disk: Disk) -> Disk:
    copy = Disk.__new__(Disk)
    copy.place = disk.place
    copy.files = {inode: File(bytearray(file.data)) for inode, file in disk.files.items()}
    copy.names = dict(disk.names)
    return copy
