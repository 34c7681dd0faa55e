"""`python -m yarmarka.cli` is the command too, where its script is not at hand."""

from yarmarka.cli.commands import main

if __name__ == "__main__":
    main(prog_name="yarmarka")
