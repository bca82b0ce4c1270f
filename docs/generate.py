"""Makes what the documents take from the code: help and real output in the pages, and the JSON Schemas in schema/.

python -m docs.generate            write them
python -m docs.generate --check    exit 1 where one of them is not as the code would make it
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import msgspec

from onrecord.cli.program import COMMANDS, program
from onrecord.records import Comparison, Dossier, Reading

ROOT = Path(__file__).resolve().parent.parent
SCHEMAS = {"reading.json": Reading, "comparison.json": Comparison, "dossier.json": Dossier}
# The help stands between these two lines of a page; the rest of the page is written by people.
_OUTPUT = re.compile(r"(<!-- output of `onrecord ([^`]+)`: made from the examples -->\n).*?(<!-- end of output -->\n)", re.DOTALL)
_HELP = re.compile(r"(<!-- help of `onrecord ([a-z ]+)`: made from the code -->\n).*?(<!-- end of help -->\n)", re.DOTALL)
_COMMANDS = re.compile(r"(<!-- commands: made from the code -->\n).*?(<!-- end of commands -->\n)", re.DOTALL)
_WIDTH = 100
_OUTPUT_WIDTH = 120


def main() -> int:
    """Write or check; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    stale = []
    for path, content in made_files():
        if not path.is_file() or path.read_text("utf-8") != content:
            stale.append(path.relative_to(ROOT).as_posix())
            if not check:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(content, "utf-8", newline="\n")
    undocumented = sorted(set(COMMANDS) - {path.stem for path in (ROOT / "docs" / "commands").glob("*.md")})
    if undocumented:
        print("Commands without a page in docs/commands:", ", ".join(undocumented))
    if stale:
        print("Not as the code would make them:" if check else "Written:", ", ".join(stale), "" if not check else "(run: make schema)")
    return 1 if undocumented or (check and stale) else 0


def made_files() -> Iterator[tuple[Path, str]]:
    """Every file that is made, or has made parts, with the content that it should have."""
    for name, record in SCHEMAS.items():
        yield ROOT / "schema" / name, json.dumps(msgspec.json.schema(record), indent=1) + "\n"
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "examples", Path(folder) / "examples")
        for page in [ROOT / "README.md", *sorted((ROOT / "docs").glob("**/*.md"))]:
            text = _HELP.sub(lambda match: f"{match[1]}```text\n{help_of(match[2])}\n```\n{match[3]}", page.read_text("utf-8"))
            text = _COMMANDS.sub(lambda match: f"{match[1]}{commands()}\n{match[2]}", text)
            yield page, _OUTPUT.sub(lambda match: f"{match[1]}```text\n{output_of(match[2], Path(folder))}\n```\n{match[3]}", text)


def commands() -> str:
    """Every command with its line, as a list that leads to its page."""
    return "\n".join(f"- [{name}](commands/{name}.md): {summary}" for name, (_, summary) in COMMANDS.items())


def help_of(words: str) -> str:
    """What `onrecord WORDS --help` prints."""
    command: Any = program
    context = click.Context(program, info_name="onrecord", terminal_width=_WIDTH, max_content_width=_WIDTH)
    for word in words.split():
        command = command.get_command(context, word)
        context = click.Context(command, info_name=word, parent=context, terminal_width=_WIDTH, max_content_width=_WIDTH)
    return "\n".join(line.rstrip() for line in command.get_help(context).splitlines())


def output_of(arguments: str, folder: Path) -> str:
    """What `onrecord ARGUMENTS` prints in a folder that holds the examples, as a person would see it."""
    surroundings = {name: value for name, value in os.environ.items() if name != "ONRECORD_LEDGER"} | {"COLUMNS": str(_OUTPUT_WIDTH)}
    done = subprocess.run(
        [sys.executable, "-m", "onrecord", *shlex.split(arguments)],
        check=True,
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=folder,
        env=surroundings,
    )
    shown = "\n".join(line.rstrip() for line in done.stdout.strip().splitlines())
    return f"$ onrecord {arguments}\n{shown}"


if __name__ == "__main__":
    sys.exit(main())
