"""Pictures in a report."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.records import Article, Dossier, Position, Reading, Span, Term
from onrecord.reports import write_folder, write_report
from onrecord.views import Record

pytest.importorskip("altair", reason="pictures need the extra 'charts'")
pytest.importorskip("vl_convert", reason="pictures need the extra 'charts'")

HOSTILE = "<script>alert(1)</script>"


@pytest.fixture(scope="module")
def record() -> Record:
    """One trail of two points, told by an outlet of a hostile name."""
    text = "The ferry sails."
    span = Span(start=0, end=len(text), text=text)
    readings = (
        Reading(
            article=Article(id=f"a{day}", text=text, outlet=HOSTILE, published=f"2041-06-0{day}"),
            positions=(Position(id=f"p{day}", holder="vorn", term="ferry", stance="for", evidence=(span,), mode="indirect"),),
        )
        for day in (1, 2)
    )
    return Record(dossier=Dossier(id="v", title="V", terms=(Term(id="ferry", proposition="The ferry sails."),), actors=()), readings=tuple(readings))


def test_a_folder_has_the_matrix_and_trails_as_pictures(record: Record, tmp_path: Path) -> None:
    write_folder(record, tmp_path / "one", png=True)
    write_folder(record, tmp_path / "other", png=True)
    for name in ("matrix.svg", "matrix.png", "trail/vorn/ferry.svg", "trail/vorn/ferry.png"):
        content = (tmp_path / "one" / name).read_bytes()
        assert content.startswith(b"\x89PNG" if name.endswith("png") else b"<svg")
        assert content == (tmp_path / "other" / name).read_bytes()
    page = (tmp_path / "one" / "trail" / "vorn" / "ferry.html").read_text(encoding="utf-8")
    drawing = page[page.index("<svg") : page.index("</figure>")]
    assert 'href="../../article/a2.html#c0-16"' in drawing
    assert 'href="ferry.svg">SVG' in page
    assert "<script" not in page
    assert "&lt;script" in drawing


def test_the_one_file_has_time_lines_and_nothing_beside_it(record: Record, tmp_path: Path) -> None:
    write_report(record, tmp_path / "v.html")
    page = (tmp_path / "v.html").read_text(encoding="utf-8")
    assert 'href="#article-2-c0-16"' in page[page.index('class="chart"') :]
    assert "<script" not in page
    assert [path.name for path in tmp_path.iterdir()] == ["v.html"]


def test_they_can_be_left_out(record: Record, tmp_path: Path) -> None:
    write_folder(record, tmp_path / "v", pictures=False)
    assert not [*(tmp_path / "v").rglob("*.svg"), *(tmp_path / "v").rglob("*.png")]
    assert 'class="chart"' not in (tmp_path / "v" / "trail" / "vorn" / "ferry.html").read_text(encoding="utf-8")
