"""Where things are found in a report: numbered places in the one file, since ids of articles may hold anything; files of a folder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from urllib.parse import quote

from onrecord.reports.contents import Key
from onrecord.reports.file_names import file_name
from onrecord.views.matrix import By
from onrecord.views.paging import Chosen
from onrecord.views.rendering import cell_id
from onrecord.views.sources import Sources

Keys = Mapping[str, Sequence[Key]]


class Places:
    """The links of a report. What it does not hold, since it was narrowed or has no such part, leads to the nearest that it has."""

    def __init__(self, keys: Keys) -> None:
        self._numbers = {(kind, key): number for kind, some in keys.items() for number, key in enumerate(some, start=1)}

    def sheet(self, kind: str, key: Key) -> str:
        """The place of a section: its id in the one file."""
        return f"{kind}-{self._numbers[kind, key]}" if key else kind

    def matrix(self, by: By = "actor") -> str:
        """The matrix."""
        return self._to("sides" if by == "side" else "matrix")

    def cell(self, holder: str, term: str, by: By = "actor") -> str:
        """A cell of the matrix."""
        return self._beside(self.matrix(by), _quoted(cell_id(holder, term)))

    def trail(self, holder: str, term: str, by: By = "actor") -> str:
        """The trail behind a cell of the matrix."""
        return (by == "side" and self._known("side-trail", holder, term)) or self._to("trail", holder, term)

    def alone(self, kind: str) -> str:
        """What there is one of: the shifts, the sources."""
        return self._to(kind)

    def term(self, term: str) -> str:
        """All that is told of a term, else the matrix."""
        return self._to("term", term)

    def actor(self, actor: str) -> str:
        """All that is told of an actor, else the matrix."""
        return self._to("actor", actor)

    def occasion(self, occasion: str) -> str:
        """The reports of an occasion side by side, else the list of occasions."""
        return self._to("occasion", occasion, otherwise="occasions")

    def shifts(self, chosen: Chosen | None = None, page: int = 1) -> str:  # noqa: ARG002  all of them stand in one list, here and below
        """The shifts."""
        return self._to("shifts")

    def conflicts(self, chosen: Chosen | None = None, page: int = 1) -> str:  # noqa: ARG002
        """The conflicts."""
        return self._to("conflicts")

    def answers(self, chosen: Chosen | None = None, page: int = 1) -> str:  # noqa: ARG002
        """The offers with the answers to them."""
        return self._to("answers")

    def occasions(self, chosen: Chosen | None = None, page: int = 1) -> str:  # noqa: ARG002
        """The occasions."""
        return self._to("occasions")

    def sources(self, page: int = 1, family_page: int = 1) -> str:  # noqa: ARG002
        """Outlets, copies and articles."""
        return self._to("sources")

    def outlet(self, name: str | None, page: int = 1) -> str:  # noqa: ARG002
        """An outlet."""
        return self._to("sources")

    def citing(self, cited: str, outlet: str | None = None, page: int = 1, *, unnamed: bool = False) -> str:  # noqa: ARG002
        """The articles that tell something on the word of another."""
        return self._to("sources")

    def articles(self, shown: Sources, page: int) -> str:  # noqa: ARG002
        """The articles."""
        return self._to("sources")

    def arrivals(self, chosen: Chosen) -> str:  # noqa: ARG002
        """The articles that are new."""
        return self._to("sources")

    def today(self) -> str:
        """A report has no day on which it is looked at, so this leads to what changed."""
        return self._to("shifts")

    def article(self, article: str) -> str:
        """The section of an article."""
        return self._to("article", article, otherwise="sources")

    def passage(self, article: str, anchor: str) -> str:
        """A passage of an article."""
        found = self._known("article", article)
        return f"{found}-{anchor}" if found else self._to("sources")

    def search(self) -> str:
        """A report is searched by the browser: from the top of the matrix."""
        return self.matrix()

    def place(self, article: str, anchor: str) -> str:
        """The id that the element at that place bears."""
        return self.passage(article, anchor).removeprefix("#")

    def review(self, article: str = "", position: str = "") -> str:  # noqa: ARG002  a report is read, not judged
        """The positions to judge: a report has none."""
        return self.matrix()

    def dossier(self) -> str:
        """The actors and terms: those of the matrix."""
        return self.matrix()

    def _to(self, kind: str, *key: str, otherwise: str = "matrix") -> str:
        return self._known(kind, *key) or self._link(otherwise, ())

    def _known(self, kind: str, *key: str) -> str | None:
        return self._link(kind, key) if (kind, key) in self._numbers else None

    def _link(self, kind: str, key: Key) -> str:
        return f"#{self.sheet(kind, key)}"

    def _beside(self, page: str, place: str) -> str:  # noqa: ARG002  all places are on the one page
        return f"#{place}"


class Files(Places):
    """The links of a folder, as they stand in a file so many folders down (`depth`). All are relative, so that the folder may lie anywhere."""

    def __init__(self, keys: Keys, depth: int) -> None:
        super().__init__(keys)
        self._up = "../" * depth

    def passage(self, article: str, anchor: str) -> str:
        """A passage on the page of an article."""
        found = self._known("article", article)
        return f"{found}#{_quoted(anchor)}" if found else self._to("sources")

    def place(self, article: str, anchor: str) -> str:  # noqa: ARG002  one file shows one article
        """The id that the element at that place bears."""
        return anchor

    def file(self, name: str) -> str:
        """A file of the folder, by its path from the top."""
        return self._up + name

    def _link(self, kind: str, key: Key) -> str:
        return self.file(f"{path_of(kind, key)}.html")

    def _beside(self, page: str, place: str) -> str:
        return f"{page}#{place}"


def path_of(kind: str, key: Key) -> PurePosixPath:
    """The path of a page from the top of the folder, without its ending."""
    if key:
        return PurePosixPath(kind, *(file_name(part) for part in key))
    return PurePosixPath("index" if kind == "matrix" else kind)


def _quoted(name: str) -> str:
    return quote(name, safe="", errors="replace")
