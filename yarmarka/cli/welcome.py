"""What is shown when everything runs: where to click, and who to be."""

from typing import Any

from yarmarka.cli.installation import Installation


def welcome(installation: Installation, *, world: Any, ports: dict[str, int], seconds: float) -> str:
    """Return the closing lines of the start; the first begins with `ready` and the address."""
    lines = ["", f"ready {installation.url}/ ({seconds:.0f} s)", ""]
    if world is not None:
        lines += [f"  sign in   {installation.url}/ru/account/login/"]
        lines += [
            f"            {person.role:<10} {person.email:<30} {person.password}   {person.note}".rstrip()
            for person in world.people
        ]
        lines += [f"  letters   {installation.url}/ru/demo/mail/"]
    lines += [f"  {name:<9} http://127.0.0.1:{port}/" for name, port in ports.items()]
    lines += [f"  logs      {installation.logs}/", "  stop      Ctrl-C", ""]
    return "\n".join(lines)
