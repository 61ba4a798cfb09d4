"""Keeps of what PyInstaller collected only what the program can reach, so that less must be trusted."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import PurePosixPath

Entry = tuple[str, str, str]
"""Where a file lies inside the program, where it came from (or what it links to), its type."""

UNUSED_QT = (
    "Qml",
    "Quick",
    "VirtualKeyboard",
    "virtualkeyboard",
    "Pdf",
    "Network",
    "OpenGL",
    "tls",
    "gtk3",
    "translations",
)
"""Qt parts that no page uses; some come along only because a plugin of theirs lies in the plugin folder."""

PLUGINS = {
    "platforms": ("qwindows", "qxcb", "qwayland", "qoffscreen"),
    "imageformats": ("qsvg", "qico"),
    "platforminputcontexts": ("compose", "ibus"),
    "networkinformation": (),
    "egldeviceintegrations": (),
    "generic": (),
    "xcbglintegrations": (),
}
"""What stays of these folders of plugins. `qvnc` would show the desk on a port to whoever asks: it goes."""

MODULES = (
    # never wanted: a toolkit, test frameworks, a formatter that only tests bring along
    *("tkinter", "pytest", "hypothesis", "xlsxwriter", "setuptools", "IPython", "numpy", "pygments"),
    # servers, clients and TLS of the standard library: nothing here speaks to a network
    *(
        "ssl",
        "_ssl",
        "ftplib",
        "smtplib",
        "poplib",
        "imaplib",
        "nntplib",
        "telnetlib",
        "xmlrpc",
        "socketserver",
        "http.server",
        "http.cookiejar",
        "webbrowser",
        "pydoc",
    ),
    # plain SQLite would write a register unencrypted; readline is GPL and nobody types at a prompt of ours
    *("sqlite3", "_sqlite3", "readline"),
    # pictures that a register never holds
    *(f"PIL.{name}" for name in ("_avif", "_webp", "_imagingtk", "_imagingcms", "_imagingft")),
)
"""Modules that PyInstaller leaves out."""


def wanted(entry: Entry) -> bool:
    """Whether Qt's own selection, by name, keeps this file."""
    name = entry[0].replace("\\", "/")
    for folder, kept in PLUGINS.items():
        if f"/plugins/{folder}/" in name:
            return any(word in PurePosixPath(name).name for word in kept)
    qt = "PySide6/" in name or PurePosixPath(name).name.startswith("libQt6") or entry[2] == "SYMLINK"
    return not (qt and any(part in name for part in UNUSED_QT))


def _library(name: str) -> bool:
    """Whether a file is a library that is here only because another asks for it."""
    path = PurePosixPath(name)
    folder = path.parent.as_posix()
    shared = path.name.startswith("lib") and ".so" in path.name
    return (
        shared
        and (folder in (".", "pillow.libs") or folder == "PySide6/Qt/lib")
        and "python" not in path.name
    )


def reached(entries: Iterable[Entry], asks: Callable[[str], Iterable[str]]) -> list[Entry]:
    """The files that the program's modules and plugins need, directly or by another library.

    `asks` gives the names of the libraries that a file on disk links to.
    """
    entries = list(entries)
    files = [entry for entry in entries if entry[2] != "SYMLINK"]
    libraries = {PurePosixPath(entry[0]).name: entry for entry in files if _library(entry[0])}
    waiting = [entry for entry in files if not _library(entry[0])]
    kept = {entry[0] for entry in waiting}
    while waiting:
        for name in asks(waiting.pop()[1]):
            found = libraries.get(PurePosixPath(name).name)
            if found is not None and found[0] not in kept:
                kept.add(found[0])
                waiting.append(found)
    names = {PurePosixPath(name).name for name in kept}
    return [e for e in entries if e[0] in kept or (e[2] == "SYMLINK" and PurePosixPath(e[1]).name in names)]
