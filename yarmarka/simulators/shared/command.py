"""How a stand-in is started from the command line, and stopped."""

import argparse
import logging
import os
import signal
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

from werkzeug.serving import BaseWSGIServer

from yarmarka.simulators.shared.rounds import Rounds


def arguments(name: str, about: str, *, variable: str, fallback: str) -> argparse.ArgumentParser:
    """Return a parser with the options that every stand-in takes."""
    parser = argparse.ArgumentParser(prog=f"python -m yarmarka.simulators.{name}", description=about)
    parser.add_argument("--port", type=int, required=True, help="port on 127.0.0.1; 0 picks a free one")
    parser.add_argument("--data", type=Path, required=True, help="folder for its state; made when missing")
    parser.add_argument(
        "--shop-url", required=True, help="where the shop answers, e.g. http://127.0.0.1:8000"
    )
    parser.add_argument(
        "--secret",
        default=os.environ.get(variable) or fallback,
        help=f"shared with the shop, for its calls and our webhooks (default: ${variable})",
    )
    return parser


def run(server: BaseWSGIServer, *, name: str, rounds: Sequence[Rounds]) -> None:
    """Answer until SIGTERM or Ctrl-C; the first line on the output says where."""
    logging.basicConfig(level=logging.INFO, format=f"{name} %(levelname)s %(message)s", stream=sys.stderr)
    logging.getLogger("httpx").setLevel(logging.WARNING)
    for each in rounds:
        each.start()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        # The server's loop runs in this thread, so another one has to end it.
        threading.Thread(target=server.shutdown, daemon=True).start()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    sys.stdout.write(f"{name} listens on http://{server.host}:{server.port}\n")
    sys.stdout.flush()
    server.serve_forever()
    for each in rounds:
        each.end()
