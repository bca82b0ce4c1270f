"""A sheet: marks and where they stand, in pixels from the upper left corner. Plain values, so that equal sheets are drawn once."""

from __future__ import annotations

from math import cos, radians, sin
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from onrecord.records import Stance

# The names of colours in style.css, so that a picture inside a page follows the page.
Colour = Literal[
    "paper",
    "raised",
    "sunken",
    "ink",
    "soft",
    "line",
    "strong-line",
    "for",
    "conditional",
    "against",
    "undecided",
    "for-wash",
    "conditional-wash",
    "against-wash",
    "undecided-wash",
]
Anchor = Literal["start", "middle", "end"]
WASHES: dict[Stance, Colour] = {
    "for": "for-wash",
    "conditional": "conditional-wash",
    "against": "against-wash",
    "undecided": "undecided-wash",
}


class Place(Struct, frozen=True):
    """Where a mark leads: a passage of an article."""

    article: str
    anchor: str


class Mark(Struct, frozen=True, kw_only=True):
    """`title` is what a pointer that rests on the mark is told, and those who do not see it."""

    x: float
    y: float
    colour: Colour
    title: str = ""
    to: Place | None = None


class Box(Mark, frozen=True, kw_only=True, tag=True):
    """A filled box from (x, y) to (x2, y2)."""

    x2: float
    y2: float


class Line(Mark, frozen=True, kw_only=True, tag=True):
    """A line from (x, y) to (x2, y2)."""

    x2: float
    y2: float
    width: float = 1
    dashed: bool = False


class Sign(Mark, frozen=True, kw_only=True, tag=True):
    """A filled outline around (x, y): an SVG path in a square from -1 to 1, of which `size` is half the width."""

    path: str
    size: float = 6


class Label(Mark, frozen=True, kw_only=True, tag=True):
    """Words at (x, y), the middle of their height."""

    words: str
    size: int = 12
    bold: bool = False
    anchor: Anchor = "start"


AnyMark = Box | Line | Sign | Label


class Sheet(Struct, frozen=True, kw_only=True):
    """A picture. Its uppermost `head` pixels say what it is of, and are left out inside a page, which says so itself."""

    title: str
    about: str
    width: float
    height: float
    head: float
    marks: tuple[AnyMark, ...]


def wordless(sheet: Sheet) -> Sheet:
    """The sheet without its words and links: what is left is places, outlines and colours."""
    marks = (replace(mark, words="", title="", to=None) if isinstance(mark, Label) else replace(mark, title="", to=None) for mark in sheet.marks)
    return replace(sheet, title="", about="", marks=tuple(marks))


# The signs of stances, as the pages have them (parts.html): full, half full, empty, crossed. All are areas, without a stroke: an inner ring that
# runs the other way round is a hole.
_RING = "M0,-1A1,1,0,1,1,0,1A1,1,0,1,1,0,-1Z"
SIGNS: dict[Stance, str] = {
    "for": _RING,
    "conditional": f"{_RING}M0,.66A.66,.66,0,0,0,0,-.66Z",
    "against": "M-1,-.62L-.62,-1L0,-.38L.62,-1L1,-.62L.38,0L1,.62L.62,1L0,.38L-.62,1L-1,.62L-.38,0Z",
    "undecided": f"{_RING}M0,-.66A.66,.66,0,1,0,0,.66A.66,.66,0,1,0,0,-.66Z",
}
# Around a sign: what it stands for is unsure. A ring in six parts, each 40 degrees of it.
BROKEN_RING = "".join(
    f"M{cos(a):.3f},{sin(a):.3f}A1,1,0,0,1,{cos(b):.3f},{sin(b):.3f}L{0.84 * cos(b):.3f},{0.84 * sin(b):.3f}"
    f"A.84,.84,0,0,0,{0.84 * cos(a):.3f},{0.84 * sin(a):.3f}Z"
    for a, b in ((radians(60 * part - 20), radians(60 * part + 20)) for part in range(6))
)
SQUARE = "M-.8,-.8L.8,-.8L.8,.8L-.8,.8ZM-.5,-.5L-.5,.5L.5,.5L.5,-.5Z"
UPWARDS = "M0,-1L.8,.7L-.8,.7Z"
DOWNWARDS = "M0,1L-.8,-.7L.8,-.7Z"


def cut(words: str, most: int) -> str:
    """Words on one line, at most so many characters of them."""
    plain = " ".join(words.split())
    return plain if len(plain) <= most else f"{plain[: most - 1].rstrip()}…"


def width_of(words: str, size: int) -> float:
    """About as wide as words are in a plain typeface: enough to keep them apart."""
    return len(words) * size * 0.53


def legend(x: float, y: float, entries: tuple[tuple[Stance, str], ...], size: int = 11) -> tuple[AnyMark, ...]:
    """Signs with their words, in one row."""
    marks: list[AnyMark] = []
    for stance, words in entries:
        marks += [Sign(x=x + 5, y=y, colour=_of(stance), path=SIGNS[stance], size=5), Label(x=x + 15, y=y, colour="soft", words=words, size=size)]
        x += 15 + width_of(words, size) + 18
    return tuple(marks)


def _of(stance: Stance) -> Colour:
    return stance
