"""What the documents show of Python runs as it stands there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from onrecord.cli.demo import LEDGER, find_examples
from onrecord.cli.progress import Tally
from onrecord.cli.read import read_into
from onrecord.dossiers import load

DOCUMENTS = Path(__file__).resolve().parents[1] / "docs"


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
