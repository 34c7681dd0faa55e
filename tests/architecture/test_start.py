"""A web process starts without what it never needs: there are several of them, and each would hold it all."""

import subprocess
import sys

#: readings of Chinese characters (55 MB) and workbooks (29 MB): the worker's, and only when they are asked for
HEAVY = ("pypinyin", "openpyxl", "numpy")


def test_a_web_process_loads_no_dictionaries_and_no_workbooks() -> None:
    program = f"import sys, yarmarka.rsgi; print([name for name in {HEAVY} if name in sys.modules])"
    said = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", program],
        capture_output=True,
        text=True,
        check=True,
        env={
            "PATH": "/usr/bin:/bin",
            "YARMARKA_MODE": "demo",
            "DATABASE_URL": "postgresql://nobody@127.0.0.1:9/none",
        },
    )
    assert said.stdout.strip() == "[]"
