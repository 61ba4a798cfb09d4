"""The figures in the guide for an information security officer are those of the program."""

from __future__ import annotations

import re
from pathlib import Path

import sqlcipher3.dbapi2 as driver

from app.domain import backup_rules, guess_rules
from app.domain.region_settings import RegionSettings
from app.register import Register
from app.store import passphrases, person_keys, recovery_key
from app.store.engine import connect, create_file
from app.ui import clipboard, idle

GUIDE = Path(__file__).parent.parent / "resources" / "guide" / "security"


def page(name: str) -> str:
    return re.sub(r"\s+", " ", (GUIDE / f"{name}.md").read_text(encoding="utf-8"))


def test_the_database_is_encrypted_as_the_guide_says(register: Register, tmp_path: Path) -> None:
    create_file(tmp_path / "other.db", b"k" * 32)
    bare = connect(tmp_path / "other.db", b"k" * 32)
    try:
        bare.execute("CREATE TABLE a (b)")
        settings = " ".join(row[0] for row in bare.execute("PRAGMA cipher_settings"))
        (page_size,) = bare.execute("PRAGMA cipher_page_size").fetchone()
        (plain,) = bare.execute("PRAGMA cipher_plaintext_header_size").fetchone()
        (hmac,) = bare.execute("PRAGMA cipher_use_hmac").fetchone()
    finally:
        bare.close()
    assert driver.sqlite_version
    assert "cipher_hmac_algorithm = HMAC_SHA512" in settings
    assert (int(page_size), int(plain), int(hmac)) == (4096, 0, 1)
    said = page("cryptography")
    assert "AES-256-CBC with HMAC-SHA-512 on each page of 4 KiB" in said
    assert (register.path / "register.db").read_bytes()[:6] != b"SQLite"


def test_the_cost_of_a_passphrase_and_the_recovery_key_are_as_the_guide_says() -> None:
    said, least = page("cryptography"), person_keys.Hardness()
    cost = f"at least {least.memory_kib // 1024} MiB, {least.passes} passes, {least.lanes} lanes"
    assert cost in said
    assert f"up to {person_keys.MOST_MEMORY // 1024} MiB" in said
    assert person_keys.HALF_A_SECOND == 0.5
    assert (
        len(person_keys.raw(str(person_keys.by_passphrase("x", person_keys.Hardness(1024, 1, 1))[0]["salt"])))
        == 16
    )
    assert "16-byte salt" in said
    bits = recovery_key.GROUPS * recovery_key.DATA * 5
    assert (
        f"{bits} random bits, printed as {recovery_key.GROUPS} groups of {recovery_key.DATA} characters"
        in said
    )
    assert f"Passphrases have {passphrases.LEAST} characters at least" in said


def test_the_delay_of_guesses_is_as_the_guide_says() -> None:
    said = page("cryptography")
    delays = [2**n for n in range(1, 10) if 2**n <= guess_rules.LONGEST]
    assert f"({', '.join(map(str, delays))} seconds), and ten within five minutes is all" in said
    assert (guess_rules.FREE, guess_rules.MOST, guess_rules.WINDOW.total_seconds()) == (2, 10, 300)


def test_backups_are_kept_as_the_guide_says() -> None:
    said, rules = page("backups"), backup_rules
    kept = f"newest of {rules.DAILY} days, {rules.WEEKLY} weeks and {rules.MONTHLY} months"
    assert kept in said
    assert f"the {rules.NEWEST} newest whatever the clock says" in said
    assert (rules.WHOLE.days, RegionSettings().backup_hours) == (2, 2)


def test_lock_and_clipboard_are_as_the_guide_says() -> None:
    said = page("clear")
    assert (
        f"After {RegionSettings().lock_minutes} minutes without work (a setting, {idle.MOST // 60} at most)"
        in said
    )
    assert f"cleared after {clipboard.AFTER // 1000} seconds" in said
