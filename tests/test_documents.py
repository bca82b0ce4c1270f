"""What the documents show of Python runs as it stands there."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest

from onrecord.cli import main
from onrecord.cli.demo import LEDGER, find_examples
from onrecord.cli.progress import Tally
from onrecord.cli.read import read_into
from onrecord.dossiers import load

DOCUMENTS = Path(__file__).resolve().parents[1] / "docs"


# What is shown of these needs no more than a ledger, and does not wait for anybody.
_RUN = ("answers", "brief", "conflicts", "explain", "judge", "occasions", "search", "shifts", "trail", "versions")


def _shown_commands(name: str) -> list[str]:
    """The lines of a command's page, above its help, that show it in use."""
    page = (DOCUMENTS / "commands" / f"{name}.md").read_text("utf-8").partition("## Help")[0]
    return [line for block in re.findall(r"```\n(.*?)```", page, re.DOTALL) for line in block.splitlines() if line.startswith(f"onrecord {name}")]


def test_what_the_pages_of_commands_show_runs_on_the_demo(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ONRECORD_LEDGER", LEDGER)
    monkeypatch.setenv("ONRECORD_REVIEWER", "Ana")
    read_into(LEDGER, load(find_examples() / "dossier.toml"), [str(find_examples() / "articles")], Tally(), fast=True)
    lines = [line for name in _RUN for line in _shown_commands(name)]
    assert len(lines) > len(_RUN)
    for line in lines:
        with pytest.raises(SystemExit) as left:
            main(shlex.split(line)[1:])
        assert (line, left.value.code, capsys.readouterr().err.count("Error")) == (line, 0, 0)


def test_every_block_of_the_python_page_runs_on_the_demo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "demo").mkdir()
    read_into(f"demo/{LEDGER}", load(find_examples() / "dossier.toml"), [str(find_examples() / "articles")], Tally(), fast=True)
    blocks = re.findall(r"```python\n(.*?)```", (DOCUMENTS / "python.md").read_text("utf-8"), re.DOTALL)
    assert len(blocks) > 3
    names: dict[str, Any] = {}
    try:
        for number, block in enumerate(blocks):
            exec(compile(block, f"python.md, block {number + 1}", "exec"), names)  # noqa: S102  our own page
            if number == 0:
                each = names["onrecord"].open_ledger(f"demo/{LEDGER}")
                for line in re.findall(r"(?m)^    (record\..*?)  #", block):
                    answer = eval(line, {"record": each})  # noqa: S307  our own page
                    assert len(answer) > 0 or "conflicts" in line, line
                each.close()
        assert {row.judged for row in names["record"].positions()} == {None, "corrected"}
    finally:
        names["record"].close()
