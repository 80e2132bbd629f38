"""The machine: what is installed, the data folder, the disk, the clock."""

from __future__ import annotations

import os
import platform
import re
import shlex
import shutil
import tempfile
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from bot.doctor.check import Finding, fails, passes, skips, warns
from ingest.errors import StoreError

PACKAGES = ("discord.py", "openai", "chromadb", "llama-index-core", "onnxruntime", "sentencepiece")
_PINS = Path(__file__).parents[2] / "requirements.txt"
_MEGABYTE = 1 << 20
# An ingest writes articles, vectors and logs of both; SQLite and Chroma fail when the disk is full.
_LEAST_FREE, _LITTLE_FREE = 100 * _MEGABYTE, 1024 * _MEGABYTE
# HTTP tells whole seconds, and the answer was some time on its way.
_MOST_SECONDS_OFF = 5.0
_OTHERS = 0o077


def versions() -> Finding:
    """Check that what is installed is what this version of Dateline was tested with."""
    installed = {name: _version(name) for name in PACKAGES}
    missing = [name for name, found in installed.items() if found is None]
    if missing:
        return fails(f"Not installed: {', '.join(missing)}; run `make .venv/runtime`.")
    told = ", ".join([f"Python {platform.python_version()}", *(f"{name} {it}" for name, it in installed.items())])
    pins = pinned(_PINS)
    other = [f"{name} {pins[name]}" for name, found in installed.items() if pins.get(name, found) != found]
    if other:
        return warns(f"{told}; tested with {', '.join(other)}: run `make .venv/runtime`.")
    return passes(f"{told}.")


def pinned(requirements: Path) -> dict[str, str]:
    """Return the versions in a file of pinned requirements; none when it is not there, as beside a wheel."""
    if not requirements.is_file():
        return {}
    pins: list[tuple[str, str]] = re.findall(r"^([\w.-]+)==([^\s;\\]+)", requirements.read_text("utf-8"), re.MULTILINE)
    return {name.replace("discord-py", "discord.py"): pin for name, pin in pins}


def data_folder(folder: Path) -> Finding:
    """Check that the folder of all state is ours, private and writable."""
    if not folder.exists():
        return warns(f"The data folder {folder} does not exist yet: `python -m ingest add ITEM…` makes it.")
    own_folder(folder)
    if hasattr(os, "getuid") and folder.stat().st_mode & _OTHERS:
        return fails(f"Other users can look into the data folder: run `chmod 700 {shlex.quote(str(folder))}`.")
    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        return fails(f"The data folder {folder} cannot be written ({error.strerror}): make it writable.")
    return passes(f"{folder.absolute()} is private and writable.")


def own_folder(folder: Path) -> Path:
    """Return ``folder`` when it is a folder of this user: what another one leaves there, its owner could not use.

    Raises:
        StoreError: it is not.
    """
    if not folder.is_dir():
        raise StoreError(f"There is no data folder {folder}: `python -m ingest add ITEM…` makes it.")
    if hasattr(os, "getuid") and folder.stat().st_uid != os.getuid():
        raise StoreError(f"The data folder {folder} belongs to the user {_owner(folder)}: run this as that user.")
    return folder


def disk(folder: Path) -> Finding:
    """Check that there is room."""
    there = next(path for path in (folder.absolute(), *folder.absolute().parents) if path.exists())
    free = shutil.disk_usage(there).free
    told = f"{free / _MEGABYTE / 1024:.1f} GB are free at {there}"
    if free < _LEAST_FREE:
        return fails(f"Only {told}: make room, or move the data folder to a larger disk (DATELINE_DATA).")
    if free < _LITTLE_FREE:
        return warns(f"Only {told}: make room before the next large ingest.")
    return passes(f"{told}.")


def clock(offsets: dict[str, float], *, configured: bool) -> Finding:
    """Compare the clock with others: ``offsets`` says by how many seconds it is ahead of whose."""
    if not offsets:
        return skips("Nobody told the time.") if configured else passes("Not compared: nothing to ask is configured.")
    other, off = max(offsets.items(), key=lambda item: abs(item[1]))
    if abs(off) > _MOST_SECONDS_OFF:
        way = "ahead of" if off > 0 else "behind"
        return warns(f"The clock is {abs(off):.0f} s {way} that of {other}: switch on time synchronisation (NTP).")
    return passes(f"The clock agrees with that of {other}.")


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _owner(folder: Path) -> str:
    try:
        return folder.owner()
    except KeyError:  # a user of another system, as on a mounted disk
        return str(folder.stat().st_uid)
