"""The file of a PDF: small objects packed together and compressed, so that tags add little to it."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

PACKED = 200
"""Objects in one stream: readers unpack the whole of it to find one."""
_STREAM_ENDS = b"endstream\n"


def assemble(objects: Sequence[tuple[int, bytes]], root: int, info: int, ident: bytes) -> bytes:
    """The objects as a file; `ident` is its ID array. The same objects give the same bytes."""
    out = [b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"]
    at = len(out[0])
    places: dict[int, bytes] = {0: b"\0\0\0\0\0\xff\xff"}

    def add(number: int, body: bytes) -> None:
        nonlocal at
        places[number] = b"\1" + at.to_bytes(4, "big") + b"\0\0"
        whole = b"%d 0 obj\n%b\nendobj\n" % (number, body)
        out.append(whole)
        at += len(whole)

    small = []
    for number, body in objects:
        if body.endswith(_STREAM_ENDS):
            add(number, body)
        else:
            small.append((number, body.strip()))
    following = max(number for number, _ in objects) + 1
    for begin in range(0, len(small), PACKED):
        part = small[begin : begin + PACKED]
        for index, (number, _) in enumerate(part):
            places[number] = b"\2" + following.to_bytes(4, "big") + index.to_bytes(2, "big")
        add(following, _packed(part))
        following += 1
    places[following] = b"\1" + at.to_bytes(4, "big") + b"\0\0"
    rows = b"".join(places.get(number, places[0]) for number in range(following + 1))
    about = b"/Type/XRef/Size %d/W[1 4 2]/Root %d 0 R/Info %d 0 R/ID%b" % (following + 1, root, info, ident)
    out.append(b"%d 0 obj\n%bendobj\nstartxref\n%d\n%%%%EOF\n" % (following, _stream(about, rows), at))
    return b"".join(out)


def _packed(part: Sequence[tuple[int, bytes]]) -> bytes:
    heads, bodies, at = [], [], 0
    for number, body in part:
        heads.append(b"%d %d" % (number, at))
        bodies.append(body)
        at += len(body) + 1
    head = b" ".join(heads) + b"\n"
    about = b"/Type/ObjStm/N %d/First %d" % (len(part), len(head))
    return _stream(about, head + b"\n".join(bodies))


def _stream(about: bytes, content: bytes) -> bytes:
    packed = zlib.compress(content)
    return b"<<%b/Filter/FlateDecode/Length %d>>\nstream\n%b\nendstream\n" % (about, len(packed), packed)
