"""Anchors: what was noted of the journal elsewhere finds a removed tail and a chain that was written anew."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from app.domain.clock import FixedClock
from app.domain.codes import LogClass
from app.errors import Refusal
from app.jobs import restore
from app.jobs.back_up import back_up
from app.reads import log
from app.register import Register
from app.store import anchors, chain
from tests.builders import add_threat, new_register, reopen


def sql(register: Register, statement: str, **values: object) -> None:
    with register._engine.connect().execution_options(writer=True) as connection, connection.begin():
        connection.execute(text(statement), values)


def codes(register: Register, **asked: object) -> set[str]:
    return {finding.code for finding in register.verify(**asked).findings}  # type: ignore[arg-type]


def head(register: Register) -> anchors.Anchor:
    made = register.anchor("open")
    assert made is not None
    return made


def logged(register: Register, kind: str) -> int:
    def read(connection: object) -> int:
        asked = text("SELECT count(*) FROM journal WHERE kind = :kind")
        return int(connection.execute(asked, {"kind": kind}).scalar())  # type: ignore[attr-defined]

    return register._ask(read)


def cut(register: Register, last: int) -> None:
    """Cuts off every entry after `last` with what it did, as somebody with the key could."""
    sql(register, "DELETE FROM journal WHERE seq > :last", last=last)


def write_anew(register: Register, frm: int) -> None:
    """Gives an entry another author and makes every hash from there on anew: the chain alone is sound."""
    names = ", ".join(f'"{name}"' for name in chain.LINKED_2)
    with register._engine.connect().execution_options(writer=True) as connection, connection.begin():
        rows = connection.exec_driver_sql(f"SELECT {names} FROM journal ORDER BY seq").all()
        prev = chain.FIRST
        for row in rows:
            said = dict(zip(chain.LINKED_2, row, strict=True))
            said["clock_back"] = bool(said["clock_back"])
            said |= {"prev": prev, **({"actor": "Somebody else"} if said["seq"] == frm else {})}
            prev = chain.link([said[name] for name in chain.covered(said["form"])])
            connection.execute(
                text("UPDATE journal SET actor = :actor, prev = :prev, hash = :hash WHERE seq = :seq"),
                {"actor": said["actor"], "prev": said["prev"], "hash": prev, "seq": said["seq"]},
            )


def test_a_register_notes_where_its_journal_stands_at_opening_and_at_closing(register: Register) -> None:
    opened = json.loads((register.path / anchors.NAME).read_text())["anchors"]
    assert [each["where"] for each in opened] == ["open"]
    add_threat(register)
    register.close()
    noted = json.loads((register.path / anchors.NAME).read_text())["anchors"]
    assert [each["where"] for each in noted] == ["open", "close"]
    assert noted[1]["seq"] > noted[0]["seq"]


def test_a_tail_that_was_removed_is_found_by_the_anchor_beside_the_register(register: Register) -> None:
    add_threat(register)
    head(register)
    assert register.verify().ok
    before = head(register).seq
    register.log(LogClass.SYSTEM, "screen", command="log.consult")
    register.anchor("close")
    cut(register, before)
    assert codes(register) == {"verify.tail_missing"}


def test_a_chain_that_was_written_anew_is_found_although_every_hash_in_it_is_right(
    register: Register,
) -> None:
    add_threat(register)
    noted = head(register)
    write_anew(register, 5)
    found = register.verify()
    assert {finding.code for finding in found.findings} == {"verify.anchor_differs"}
    assert f"entry {noted.seq}, open" in {finding.where for finding in found.findings}


def test_without_its_file_a_printed_anchor_still_finds_a_chain_written_anew(register: Register) -> None:
    printed = head(register)
    write_anew(register, 5)
    (register.path / anchors.NAME).unlink()
    assert register.verify().ok
    typed = anchors.typed(f"{printed.seq}: {printed.hash[:8]} {printed.hash[8:16].upper()}", register.origin)
    assert codes(register, noted=(typed,)) == {"verify.anchor_differs"}


@pytest.mark.parametrize(
    "said", ["", "12", "12:abc", "x:0123456789abcdef", "12:" + "0" * 65, "12:zz" + "0" * 20]
)
def test_what_is_no_anchor_is_not_taken_for_one(said: str) -> None:
    with pytest.raises(Refusal, match=r"anchor\.slip"):
        anchors.typed(said, "r")


def test_an_older_file_put_in_place_of_the_register_is_told_at_the_next_opening(
    tmp_path: Path, register: Register
) -> None:
    register.close()
    shutil.copy(register.path / "register.db", tmp_path / "older.db")
    with Register.open(register.path, passphrase="three random words", clock=register.clock) as again:
        add_threat(again)
    shutil.copy(tmp_path / "older.db", register.path / "register.db")
    with Register.open(register.path, passphrase="three random words", clock=register.clock) as old:
        assert logged(old, "anchors.differ") == 2
        assert codes(old) == {"verify.tail_missing"} or "verify.anchor_differs" in codes(old)
    # it stays so however often the register is opened
    with Register.open(register.path, passphrase="three random words", clock=register.clock) as old:
        assert logged(old, "anchors.differ") == 2
        assert not old.verify().ok


def test_a_restore_that_says_what_it_set_aside_excuses_those_entries_and_no_others(
    tmp_path: Path, register: Register
) -> None:
    register.close()
    shutil.copy(register.path / "register.db", tmp_path / "backup.db")
    restored = json.loads((register.path / anchors.NAME).read_text())["anchors"][-1]
    with Register.open(register.path, passphrase="three random words", clock=register.clock) as again:
        add_threat(again)
    aside = json.loads((register.path / anchors.NAME).read_text())["anchors"][-1]
    shutil.copy(tmp_path / "backup.db", register.path / "register.db")
    with Register.open(register.path, passphrase="three random words", clock=register.clock) as old:
        assert not old.verify().ok
        facts = {"since": restored["seq"], "aside_seq": aside["seq"], "aside_head": aside["hash"]}
        old.log(LogClass.ALTERATION, "restore", "backup", facts, command="backup.restore")
        found = old.verify()
        assert found.ok
        assert found.excused == 2
        false = anchors.Anchor(old.origin, aside["seq"], "0" * 64, "", anchors.PRINTED)
        earlier = anchors.Anchor(old.origin, 3, "0" * 64, "", anchors.PRINTED)
        assert len(old.verify(noted=(false, earlier)).findings) == 2


def test_a_file_of_anchors_altered_without_the_key_is_set_aside_and_told(register: Register) -> None:
    path = register.path / anchors.NAME
    said = json.loads(path.read_text())
    said["anchors"][0]["seq"] = 1
    path.write_text(json.dumps(said))
    assert codes(register) == {"verify.anchors_altered"}
    again = reopen(register)
    assert logged(again, "anchors.altered") == 1
    assert (again.path / "anchors altered 1.json").exists()
    assert again.verify().ok
    again.close()


@pytest.mark.parametrize(
    "spoil", [lambda path: path.write_text(""), lambda path: path.write_bytes(b"\0" * 80), Path.unlink]
)
def test_a_file_of_anchors_lost_or_empty_is_begun_anew_and_told(
    register: Register, spoil: Callable[[Path], object]
) -> None:
    before = logged(register, "anchors.begun")
    spoil(register.path / anchors.NAME)
    # closing notes it anew
    register.close()
    with Register.open(register.path, passphrase="three random words", clock=register.clock) as again:
        assert logged(again, "anchors.begun") + logged(again, "anchors.altered") == before + 1
        assert again.verify().ok


def test_the_anchor_of_a_backup_finds_a_chain_written_anew(tmp_path: Path, register: Register) -> None:
    noted = head(register)
    backup = tmp_path / "usb" / "2026-11-26 140200"
    backup.mkdir(parents=True)
    manifest = {"register": register.origin, "seq": noted.seq, "head": noted.hash, "at": noted.at}
    (backup / anchors.MANIFEST).write_text(json.dumps(manifest))
    (tmp_path / "usb" / "other").mkdir()
    (tmp_path / "usb" / "other" / anchors.MANIFEST).write_text(
        json.dumps({**manifest, "register": "x", "seq": 9})
    )
    (tmp_path / "usb" / "empty").mkdir()
    (tmp_path / "usb" / "empty" / anchors.MANIFEST).write_text("")
    (register.path / anchors.NAME).unlink()
    found = register.verify(elsewhere=(tmp_path / "usb",))
    assert found.ok
    assert found.anchors == 1
    write_anew(register, 5)
    found = register.verify(elsewhere=(tmp_path / "usb",))
    assert [finding.where for finding in found.findings] == [f"entry {noted.seq}, backup 2026-11-26 140200"]


def test_old_anchors_are_thinned_and_those_that_stay_stay(register: Register, clock: FixedClock) -> None:
    key = register._opened.key
    made = [
        anchors.Anchor(register.origin, n, f"{n:064x}", "", anchors.PRINTED if n == 1 else anchors.OPENED)
        for n in range(1, 100)
    ]
    anchors.write(register.path, made, key)
    kept = anchors.read(register.path, (bytes(32), key))
    assert kept is not None
    assert [each.seq for each in kept] == [1, *range(60, 100)]
    with pytest.raises(Refusal, match=r"anchor\.altered"):
        anchors.read(register.path, (bytes(32),))


def test_verification_is_logged_with_what_it_found(register: Register) -> None:
    assert register.verify().ok
    sql(register, "UPDATE journal SET actor = 'nobody' WHERE seq = 3")
    register.verify()
    rows = register._ask(log.entries, log.Chosen(classes=(LogClass.SYSTEM,))).rows
    told = [row.facts["findings"] for row in rows if row.kind == "verified"]
    assert told == [["verify.chain_broken entry 3"], []]


def test_33_a_clock_that_goes_back_is_flagged_and_the_order_is_by_sequence(
    register: Register, clock: FixedClock
) -> None:
    add_threat(register, "AS/2024/0001")
    clock.moment -= timedelta(days=1)
    add_threat(register, "AS/2024/0002")
    clock.moment += timedelta(days=3653)
    add_threat(register, "AS/2024/0003")
    rows = [row for row in register._ask(log.entries, log.Chosen()).rows if row.kind == "threat"]
    assert [row.reference for row in rows] == ["AS/2024/0003", "AS/2024/0002", "AS/2024/0001"]
    assert [row.clock_back for row in rows] == [False, True, False]
    flagged = register._ask(log.entries, log.Chosen(clock_back=True))
    assert [row.reference for row in flagged.rows if row.kind == "threat"] == ["AS/2024/0002"]
    assert register.verify().ok


def test_a_window_that_only_reads_notes_nothing(tmp_path: Path, clock: FixedClock) -> None:
    with (
        new_register(tmp_path, clock) as first,
        Register.open(first.path, passphrase="three random words", clock=clock) as second,
    ):
        before = (first.path / anchors.NAME).read_bytes()
        assert second.read_only
        assert second.anchor("open") is None
        second.close()
        assert (first.path / anchors.NAME).read_bytes() == before


def test_a_restore_excuses_nothing_that_was_noted_after_it(
    tmp_path: Path, register: Register, clock: FixedClock
) -> None:
    add_threat(register)
    backup = back_up(register).path
    for number in range(20):
        register.log(LogClass.SYSTEM, "screen", str(number), command="log.consult")
    ahead = clock.moment + timedelta(hours=1)
    now, clock.moment = clock.moment, ahead
    register.anchor("open")
    clock.moment = now + timedelta(minutes=1)
    restore.restore(register, backup)
    found = register.verify()
    assert found.ok  # also where another machine's clock was ahead
    assert found.excused
    register.close()
    shutil.copy(register.path / "register.db", tmp_path / "older.db")
    clock.moment += timedelta(minutes=1)
    with Register.open(register.path, passphrase="three random words", clock=clock) as again:
        add_threat(again, "AS/2026/0001")
    shutil.copy(tmp_path / "older.db", register.path / "register.db")
    with Register.open(register.path, passphrase="three random words", clock=clock) as old:
        assert not old.verify().ok


@pytest.mark.parametrize("name", ["guesses.json", anchors.NAME, "backup.json"])
def test_a_file_beside_the_register_that_anybody_wrote_stops_nothing(register: Register, name: str) -> None:
    made = back_up(register).path
    file = (made if name == "backup.json" else register.path) / name
    said = json.loads(file.read_text()) if name != "guesses.json" else {}
    guess = {"id": "a", "at": "2026-11-26T10:00:00+00:00", "person": [1], "by": "x", "account": "a",
             "machine": "m", "wrong": True}  # fmt: skip
    for text_ in (
        "[" * 100_000, json.dumps([guess]), json.dumps([{**guess, "person": "\ud800"}]),
        json.dumps([{**guess, "person": "", "at": "0001-01-01T00:00:00+14:00"}]),
        json.dumps({**said, "seq": 10**30}), json.dumps({**said, "head": 5}),
        json.dumps(said).replace('"made": 1', '"made": 1e400'),
    ):  # fmt: skip
        file.write_text(text_)
        register = reopen(register)
        register.verify()
        back_up(register)
    register.close()


def test_a_key_file_of_another_shape_is_refused_in_words(register: Register) -> None:
    register.close()
    file = register.path / "keys.json"
    said = json.loads(file.read_text())
    for text_ in ("[" * 100_000, json.dumps({**said, "users": [1]}), json.dumps({**said, "recovery": 1})):
        file.write_text(text_)
        with pytest.raises(Refusal) as refusal:
            Register.open(register.path, passphrase="three random words", clock=register.clock)
        assert refusal.value.code == "keys.missing"
