"""The cluster on disk: made once, whole or not at all, and only ever opened by its own major version."""

import json
import secrets
import shutil
import subprocess
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

from yarmarka.kernel.postgres.binaries import major_of, version_of
from yarmarka.kernel.postgres.guise import Guise
from yarmarka.kernel.processes import CannotStart

ADMINISTRATOR = "postgres"
_SECRETS_FILE = "yarmarka-secrets.json"


@dataclass(frozen=True)
class Secrets:
    """The passwords of the cluster's administrator and of the platform's own, lesser role."""

    administrator: str
    application: str


def open_cluster(folder: Path, *, bin_dir: Path, guise: Guise, durable: bool) -> Secrets:
    """Make the cluster if there is none; return its passwords.

    Raises CannotStart when another major version made it, or when it can't be made.
    """
    if not (folder / "PG_VERSION").exists():
        _make(folder, bin_dir=bin_dir, guise=guise, durable=durable)
    _require_same_major(folder, bin_dir)
    guise.give(folder)
    try:
        return Secrets(**json.loads((folder / _SECRETS_FILE).read_text()))
    except (OSError, ValueError, TypeError) as cause:
        raise CannotStart(
            f"The passwords of the database in {folder} can't be read: {cause}.",
            remedy=f"Restore {_SECRETS_FILE} from a backup; a demo's folder may simply be removed.",
        ) from cause


def locale_options(major: int) -> tuple[str, ...]:
    """Return how initdb is told to sort by code point and yet know the letters of every script.

    Without LC_CTYPE, pg_trgm finds no letters in Cyrillic, and similarity search is blind to it.
    """
    plain = ("--encoding=UTF8", "--locale=C", "--lc-ctype=C.UTF-8")
    if major >= 18:
        return (*plain, "--locale-provider=builtin", "--builtin-locale=PG_UNICODE_FAST")
    if major == 17:
        return (*plain, "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
    return (*plain, "--locale-provider=libc")


def _make(folder: Path, *, bin_dir: Path, guise: Guise, durable: bool) -> None:
    """Run initdb in a folder beside and rename it: one that was interrupted leaves nothing half made."""
    unfinished = folder.with_name(folder.name + ".new")
    shutil.rmtree(unfinished, ignore_errors=True)
    if folder.exists() and any(folder.iterdir()):
        raise CannotStart(
            f"{folder} holds files but no database.",
            remedy="Choose another DATA_DIR, or move those files away.",
            field="DATA_DIR",
        )
    unfinished.mkdir(parents=True, mode=0o700)
    guise.give(unfinished)
    keys = Secrets(administrator=secrets.token_urlsafe(24), application=secrets.token_urlsafe(24))
    _initdb(unfinished, password=keys.administrator, bin_dir=bin_dir, guise=guise, durable=durable)
    kept = unfinished / _SECRETS_FILE
    kept.touch(mode=0o600)
    kept.write_text(json.dumps(asdict(keys)))
    if folder.exists():
        folder.rmdir()
    unfinished.rename(folder)


def _initdb(folder: Path, *, password: str, bin_dir: Path, guise: Guise, durable: bool) -> None:
    with tempfile.NamedTemporaryFile("w", prefix="yarmarka-") as password_file:
        password_file.write(password)
        password_file.flush()
        guise.give(Path(password_file.name))
        user, group = guise.as_user or (None, None)
        done = subprocess.run(  # noqa: S603 -- our own program with our own arguments
            [
                *guise.prefix,
                str(bin_dir / "initdb"),
                f"--pgdata={folder}",
                f"--username={ADMINISTRATOR}",
                f"--pwfile={password_file.name}",
                "--auth-local=scram-sha-256",
                "--auth-host=scram-sha-256",
                "--data-checksums",
                "--no-instructions",
                *([] if durable else ["--no-sync"]),
                *locale_options(major_of(bin_dir)),
            ],
            capture_output=True,
            text=True,
            check=False,
            cwd="/",
            env=plain_environment(),
            user=user,
            group=group,
            extra_groups=[] if guise.as_user else None,
        )
    if done.returncode != 0:
        raise CannotStart(
            f"PostgreSQL could not make a database in {folder}: {done.stderr.strip()[-800:]}",
            remedy="Check free space and rights of that folder, or set DATABASE_URL.",
        )


def plain_environment() -> dict[str, str]:
    """Return the environment for PostgreSQL's programs: none of the caller's PG* settings or language."""
    return {"PATH": "/usr/bin:/bin:/usr/sbin:/sbin", "LC_ALL": "C", "TZ": "UTC"}


def _require_same_major(folder: Path, bin_dir: Path) -> None:
    made_by = (folder / "PG_VERSION").read_text().strip()
    if made_by != str(major_of(bin_dir)):
        raise CannotStart(
            f"The database in {folder} was made by PostgreSQL {made_by}, and this is {version_of(bin_dir)}.",
            remedy=f"Move its content with pg_dump or pg_upgrade of PostgreSQL {made_by}, run it with that "
            "version's programs, or choose another DATA_DIR.",
            field="DATA_DIR",
            made_by=made_by,
        )
