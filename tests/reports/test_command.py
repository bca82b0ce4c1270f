"""`onrecord report`, as a person types it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.cli import main
from onrecord.ledger import Ledger

Report = Callable[..., tuple[int, str, str]]


@pytest.fixture
def report(ferry_ledger: Ledger, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Report:
    """Run it in an empty folder; gives back exit code, output and errors."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as left:
            main(["report", *arguments, "--ledger", ferry_ledger.name, "--without-pictures"])
        assert isinstance(left.value.code, int)
        return (left.value.code, *capfd.readouterr())

    return call


def test_a_name_says_whether_it_is_a_file_or_a_folder(report: Report, tmp_path: Path) -> None:
    code, out, _ = report("ferry.html")
    assert (code, "Wrote ferry.html: 6 articles, 0." in out, "Next: open ferry.html in a browser" in out) == (0, True, True)
    code, out, _ = report("ferry/")
    assert (code, "open ferry/index.html" in out) == (0, True)
    assert report("odd.html", "--folder")[0] == 0
    assert (tmp_path / "odd.html" / "index.html").is_file()
    code, _, told = report("ferry.pdf")
    assert (code, "--folder" in told) == (2, True)


def test_a_part_of_the_record_says_so_on_every_page(report: Report, tmp_path: Path) -> None:
    assert report("part", "--since", "2041-06", "--holder", "Ilse Vorn", "--term", "ferry", "--machine")[0] == 0
    pages = [path.read_text(encoding="utf-8") for path in (tmp_path / "part").rglob("*.html")]
    told = "A part of the record: what was said in or after June 2041; Ilse Vorn (with members); ferry."
    assert all(told in page and "As the machine read it" in page for page in pages)
    code, _, err = report("nothing.html", "--since", "2061")
    assert (code, "No report was written" in err) == (2, True)
    assert not (tmp_path / "nothing.html").exists()
    code, _, err = report("nobody.html", "--holder", "Ilse Vron")
    assert (code, "Did you mean" in err) == (2, True)


def test_how_much_of_the_articles_is_shown_is_told(report: Report) -> None:
    _, out, _ = report("ferry.html", "--without-text")
    assert "Of the articles' " in out
    assert "More than half is shown of 2041-06-02-vel-herald" in out


def test_what_stands_there_is_kept(report: Report, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("mine", encoding="utf-8")
    code, _, told = report("mine")
    assert (code, "thesis.txt" in told) == (2, True)
    code, out, _ = report("mine", "--force")
    assert (code, "mine.before-1" in out) == (0, True)
    assert (tmp_path / "mine.before-1" / "thesis.txt").read_text(encoding="utf-8") == "mine"
    assert report("ferry.html", "--force")[0] == 2
