"""As whom PostgreSQL runs: it refuses root, and it refuses a user without a name.

Root's server runs in a user namespace of its own, where root's files belong to `nobody`: nothing has to be
given away, so it works under a folder that only root may enter. Where namespaces are off, it runs as `nobody`
outright, and then that user must be able to reach the programs and the data.
"""

import os
import pwd
import shutil
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path

from yarmarka.kernel.processes import CannotStart

_SOMEBODY = 65534


@dataclass(frozen=True)
class Guise:
    """How to start PostgreSQL's programs: a command to put before them, or a user to change to."""

    prefix: tuple[str, ...] = ()
    as_user: tuple[int, int] | None = None

    def give(self, path: Path) -> None:
        """Let the server own a folder, with all that is in it, or a file that we made for it."""
        if self.as_user and path.stat().st_uid != self.as_user[0]:
            for inner in (path, *path.rglob("*")):
                os.chown(inner, *self.as_user, follow_symlinks=False)


def guise_for_me(folder: Path) -> Guise:
    """Choose by who we are, who made the cluster in `folder` if there is one, and what the system allows.

    Raises CannotStart when PostgreSQL would refuse to run.
    """
    if os.geteuid() != 0 and _has_name(os.geteuid()):
        return Guise()
    if os.geteuid() == 0 and folder.exists() and (owner := folder.stat()).st_uid != 0:
        return Guise(as_user=(owner.st_uid, owner.st_gid))
    if namespaced := _namespace():
        return namespaced
    if os.geteuid() == 0:
        return Guise(as_user=_nobody())
    raise CannotStart(
        f"PostgreSQL refuses to run as user number {os.geteuid()}, which has no name on this system.",
        remedy="Give it a line in /etc/passwd, or set DATABASE_URL to a PostgreSQL of your own.",
    )


def require_way(guise: Guise, *paths: Path) -> None:
    """Check that the user we change to can enter every folder above these paths.

    Raises CannotStart, naming the first folder that is shut.
    """
    if guise.as_user is None:
        return
    for path in paths:
        for folder in reversed(path.resolve().parents):
            if not _may_enter(folder, *guise.as_user):
                raise CannotStart(
                    f"Root's PostgreSQL has to run as another user here, and that user can't enter {folder}.",
                    remedy="Run as an ordinary user, allow user namespaces, or use a DATA_DIR and a clone "
                    "that lie in folders everybody may enter.",
                )


def _may_enter(folder: Path, user: int, group: int) -> bool:
    facts = folder.stat()
    if facts.st_uid == user:
        return bool(facts.st_mode & stat.S_IXUSR)
    return bool(facts.st_mode & (stat.S_IXGRP if facts.st_gid == group else stat.S_IXOTH))


def _namespace() -> Guise | None:
    tool = shutil.which("unshare")
    if tool is None or not _has_name(_SOMEBODY):
        return None
    prefix = (tool, "--user", f"--map-user={_SOMEBODY}", f"--map-group={_SOMEBODY}", "--")
    trial = subprocess.run([*prefix, "true"], capture_output=True, check=False)  # noqa: S603 -- a fixed command
    return Guise(prefix=prefix) if trial.returncode == 0 else None


def _nobody() -> tuple[int, int]:
    try:
        entry = pwd.getpwnam("nobody")
    except KeyError:
        raise CannotStart(
            "PostgreSQL refuses to run as root, and there is no user `nobody` to run it as.",
            remedy="Run as an ordinary user.",
        ) from None
    return entry.pw_uid, entry.pw_gid


def _has_name(user: int) -> bool:
    try:
        pwd.getpwuid(user)
    except KeyError:
        return False
    return True
