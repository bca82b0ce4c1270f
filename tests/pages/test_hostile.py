from __future__ import annotations

import sys
import time

import pytest

from benchmarks import fuzz_pages
from onrecord.pages import clear
from onrecord.records import Article

MILLION = 1_000_000
SENTENCE = "The council of Karsia said on Monday, 4 May 2031, that it would open the upper sluice, if Ostmark withdrew. "
PIECES = ["a", " ", "\n", '"', "“", "(", "A B ", "By A ", "REUTERS/", "(Photo: ", "copyright ", "04.05.2031 ", "4 May 2031 ", ". ", "— ", SENTENCE]


@pytest.mark.parametrize("piece", PIECES)
def test_a_line_of_a_million_characters_takes_under_two_seconds(piece: str) -> None:
    clear(Article(id="first", text=SENTENCE))
    article = Article(id="a", text=(piece * (MILLION // len(piece) + 1))[:MILLION])
    started = time.process_time()
    clear(article)
    assert time.process_time() - started < 2


def test_time_grows_with_the_number_of_lines_and_no_faster() -> None:
    def seconds(lines: int) -> float:
        article = Article(id="a", text="\n".join(f"{SENTENCE}{number}" for number in range(lines)))
        started = time.process_time()
        clear(article)
        return time.process_time() - started

    seconds(100)
    assert seconds(4_000) < 12 * (seconds(1_000) + 0.05)


def test_mutated_inputs_break_no_reader(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["fuzz_pages", "--inputs", "270", "--seed", "11"])
    assert fuzz_pages.main() == 0, capsys.readouterr().out
