"""The command `yarmarka`: one small module for each thing it does."""

from yarmarka.cli.commands import main

__all__ = ["main"]
