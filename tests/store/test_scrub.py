"""After a disposal nothing of the record stands in the register's file, its free pages or its log."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from app.commands import disposal, retention, threats
from app.domain.codes import MopiGroup, RetentionDecision
from app.domain.retention import Disposal, RetentionReview
from app.domain.threat import Threat
from app.errors import Refusal
from app.register import Register
from app.store import scrub
from tests.builders import PASSPHRASE, add_action, add_threat, reopen

PAGE, RESERVED, IV = 4096, 80, 16
TODAY = date(2026, 11, 26)
CANARY = b"Glimmerwick"


def pages(path: Path, key: bytes) -> bytes:
    """Every page of the file, in use or free, and every one of its write-ahead log, as plain bytes.

    SQLCipher 4: AES-256-CBC, the first 16 of the 80 bytes at the end of a page are its initial vector; the
    first page begins with the salt.
    """
    data = path.read_bytes()
    found = [data[at : at + PAGE] for at in range(0, len(data), PAGE)]
    log = path.with_name(f"{path.name}-wal")
    if log.exists():
        body = log.read_bytes()[32:]
        found += [body[at + 24 : at + 24 + PAGE] for at in range(0, len(body), 24 + PAGE)]
    return b"".join(plain(page, key) for page in found if len(page) == PAGE)


def plain(page: bytes, key: bytes) -> bytes:
    made = b""
    # page 1 has the salt first; which page a frame of the log is does not matter to the search
    for start in (0, 16):
        vector = page[PAGE - RESERVED : PAGE - RESERVED + IV]
        decryptor = Cipher(algorithms.AES(key), modes.CBC(vector)).decryptor()
        made += decryptor.update(page[start : PAGE - RESERVED]) + decryptor.finalize()
    return made


def key_of(register: Register) -> bytes:
    return register._opened.key


def filled(register: Register) -> Threat:
    """A threat with a long history: texts that fill pages of their own among them."""
    word = CANARY.decode()
    threat = add_threat(register, name=word, summary=f"{word} " * 3_000)
    for number in range(12):
        add_action(register, threat, f"{word} {number}", id=f"a-{number}")
        threat = register.do(threats.change, replace(threat, summary=f"{number} {word} " * 400)).result
    return threat


def disposed(register: Register, threat: Threat) -> None:
    review = RetentionReview(
        id="r", threat=threat.id, on=TODAY, mopi_group=MopiGroup.FOUR, reviewer="Drew Quill",
        decision=RetentionDecision.DISPOSE, rationale=CANARY.decode(),
    )  # fmt: skip
    register.do(retention.review, review)
    made = Disposal(id="d", subject=threat.id, proposed_on=TODAY, reason="No purpose", authority="DCI Vane")
    made = register.do(disposal.propose, made).result
    register.session = replace(register.session, person="p-2", name="Robin Sedge")
    register.do(disposal.confirm, made)


def test_nothing_of_it_stands_in_the_file_or_in_its_log(register: Register) -> None:
    threat = filled(register)
    file, key = register.path / "register.db", key_of(register)
    assert pages(file, key).count(CANARY) > 1_000
    disposed(register, threat)
    assert CANARY in pages(file, key), "the log still has the old pages, or this test looks at nothing"

    assert register.scrub()

    assert CANARY not in pages(file, key)
    assert register.verify().ok
    register.close()
    assert CANARY not in pages(file, key)


def test_a_file_that_was_not_written_anew_is_at_the_next_opening(register: Register) -> None:
    disposed(register, filled(register))
    again = reopen(register)
    assert not again.ask(owed_for_test)
    assert CANARY not in pages(again.path / "register.db", key_of(again))
    assert again.verify().ok
    again.close()


def test_while_another_window_reads_the_old_pages_it_says_so(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scrub.rewrite, "__defaults__", (1,))
    threat = filled(register)
    with register._engine.connect() as reader, reader.begin():
        reader.exec_driver_sql("SELECT count(*) FROM threat").scalar()
        disposed(register, threat)
        assert not register.scrub()
        assert register.ask(owed_for_test)
    assert register.scrub()
    assert CANARY not in pages(register.path / "register.db", key_of(register))


def test_a_full_disk_or_a_reader_leaves_it_owed(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    disposed(register, filled(register))

    def full(raw: object) -> bool:
        raise driver.OperationalError("database or disk is full")

    with monkeypatch.context() as patched:
        patched.setattr(scrub, "rewrite", full)
        with pytest.raises(Refusal) as refusal:
            register.scrub()
        assert refusal.value.code == "disk.full"
        # and it does not keep the register from opening
        again = reopen(register)
        assert again.ask(owed_for_test)
        with Register.open(again.path, passphrase=PASSPHRASE, clock=again.clock) as second:
            assert second.read_only
            with pytest.raises(Refusal) as refusal:
                second.scrub()
            assert refusal.value.code == "read_only"
    assert again.scrub()
    again.close()


def owed_for_test(connection: object) -> bool:
    return scrub.owed(connection)  # type: ignore[arg-type]
