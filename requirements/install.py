"""Makes .venv and installs what the given lock files name: `python3 requirements/install.py base|dev`.

It needs nothing but Python 3.11 or newer, and does nothing when nothing changed since the last time.
"""

from __future__ import annotations  # an older Python has to come as far as to be told that it is too old

import hashlib
import os
import shutil
import ssl
import subprocess
import sys
from pathlib import Path

OLDEST = (3, 11)
ROOT = Path(__file__).resolve().parent.parent
HERE = ROOT / "requirements"
VENV = ROOT / ".venv"
NOTE = VENV / "installed"
NEWER_PYTHONS = ("python3.13", "python3.12", "python3.11", "python3.14")


def main() -> None:
    """Install, or say in one sentence what stands in the way and what helps."""
    require_python()
    locks = ["base"] if sys.argv[1:] == ["base"] else ["base", "dev"]
    wanted = fingerprint(locks)
    if already_installed(wanted):
        return
    say(f"Setting up {VENV} (first time: a minute or so) …")
    if not works(VENV):
        make_venv()
    pip = [python(), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    run([*pip, "--require-hashes", "-r", HERE / "uv.txt"])
    # dev.txt holds everything of base.txt.
    # Compiled now, once: every process that starts later is quicker by a second, also where it may not write.
    uv("install", "--compile-bytecode", "--require-hashes", "-r", HERE / f"{locks[-1]}.txt")
    uv("install", "--no-deps", "--no-build-isolation", "--editable", ROOT)
    NOTE.write_text(wanted)


def require_python() -> None:
    """Go on under a newer Python when this one is too old and a newer one is at hand."""
    if sys.version_info >= OLDEST:
        return
    for name in NEWER_PYTHONS:
        found = shutil.which(name)
        if found and subprocess.run([found, "-c", ""], capture_output=True, check=False).returncode == 0:  # noqa: S603 -- a Python by name
            os.execv(found, [found, *sys.argv])  # noqa: S606 -- the same script under a newer Python
    fail(
        f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}. Try: make setup PYTHON=python3.12"
    )


def fingerprint(locks: list[str]) -> str:
    """Return a digest of everything that decides what gets installed; the first word names the lock."""
    digest = hashlib.sha256(f"{sys.version} {ROOT}".encode())
    for file in [HERE / "uv.txt", HERE / f"{locks[-1]}.txt", ROOT / "pyproject.toml"]:
        digest.update(file.read_bytes())
    return f"{locks[-1]} {digest.hexdigest()}\n"


def already_installed(wanted: str) -> bool:
    """Test if this was installed before; an installation for tests serves the demo too."""
    try:
        noted = NOTE.read_text()
    except OSError:
        return False
    return noted in {wanted, fingerprint(["base", "dev"])} and works(VENV)


def works(venv: Path) -> bool:
    """Test if the environment has a Python of ours that runs: the one it was made from may be gone."""
    program = venv / "bin" / "python"
    check = "import sys; sys.exit(sys.version_info < (3, 11))"
    try:
        return subprocess.run([program, "-c", check], capture_output=True, check=False).returncode == 0  # noqa: S603 -- our own Python
    except OSError:
        return False


def make_venv() -> None:
    """Make the environment, with pip from wherever this system keeps it."""
    shutil.rmtree(VENV, ignore_errors=True)
    made = subprocess.run(  # noqa: S603 -- this very Python
        [sys.executable, "-m", "venv", VENV], capture_output=True, text=True, check=False
    )
    if made.returncode == 0:
        return
    shutil.rmtree(VENV, ignore_errors=True)
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    fail(
        f"{sys.executable} can't make a virtual environment: {(made.stdout + made.stderr).strip()[-400:]}\n"
        f"On Debian or Ubuntu: apt-get install python{version}-venv. Or name another Python: "
        "make setup PYTHON=/path/to/python3"
    )


def uv(*arguments: object) -> None:
    """Run `uv pip` on the environment; where the home folder can't be written, without uv's cache.

    It trusts the certificates that this system trusts, as pip does, and asks the index that pip is set to.
    """
    settings = {**as_pip_is_set(), **os.environ, "UV_NO_PROGRESS": "1"}
    if not os.access(Path.home(), os.W_OK) and "UV_CACHE_DIR" not in settings:
        settings["UV_NO_CACHE"] = "1"
    run([VENV / "bin" / "uv", "pip", *arguments, "--quiet", "--python", python()], settings)


def as_pip_is_set() -> dict[str, str]:
    """Return settings of uv that say what pip on this machine is told by its own: uv does not read those."""
    settings = {}
    known = ssl.get_default_verify_paths()
    if known.cafile or (known.capath and any(Path(known.capath).iterdir())):
        settings["UV_SYSTEM_CERTS"] = "1"
    for theirs, ours in (("index-url", "UV_DEFAULT_INDEX"), ("cert", "SSL_CERT_FILE")):
        ask = [python(), "-m", "pip", "config", "get", f"global.{theirs}"]
        filed = subprocess.run(ask, capture_output=True, text=True, check=False)  # noqa: S603 -- our own pip
        told = os.environ.get(f"PIP_{theirs.replace('-', '_').upper()}") or filed.stdout.strip()
        if told:
            settings[ours] = told
    return settings


def run(command: list[object], environment: dict[str, str] | None = None) -> None:
    """Run a step; show what it says only when it fails."""
    words = [str(part) for part in command]
    done = subprocess.run(  # noqa: S603 -- steps of ours
        words,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        env=environment,
        cwd=ROOT,
    )
    if done.returncode != 0:
        fail(
            f"{done.stdout.strip()}\n\nThis step failed: {' '.join(words)}\n"
            "Packages come from the index that pip and uv are configured for: check the network and "
            "that configuration, then run it again."
        )


def python() -> Path:
    return VENV / "bin" / "python"


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def fail(text: str) -> None:
    sys.stderr.write(text + "\n")
    sys.exit(1)


if __name__ == "__main__":
    main()
