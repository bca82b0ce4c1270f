"""Drawing a sheet. Altair is given places, outlines and colours only: no word of an article ever reaches it or the engine that runs it.

Words, titles and links are put into the finished SVG by lxml, which escapes them. So whatever an article holds, it is text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Literal

from onrecord.errors import OnrecordError
from onrecord.views.charts.sheet import AnyMark, Box, Colour, Label, Line, Place, Sheet, Sign

if TYPE_CHECKING:
    from lxml.etree import _Element

# "print": for paper, with its head. For pages, without it: "light" and "dark" as images; "page" takes the page's own colours, inside of it.
Scheme = Literal["print", "light", "dark", "page"]
Links = Callable[[Place], str]

# As in style.css; a test holds the two together.
LIGHT: dict[Colour, str] = {
    "paper": "#fdfcfa",
    "raised": "#ffffff",
    "sunken": "#f4f2ed",
    "ink": "#1c1b19",
    "soft": "#5a5750",
    "line": "#dcd8cf",
    "strong-line": "#a8a398",
    "for": "#005a9c",
    "conditional": "#7a5200",
    "against": "#a8182e",
    "undecided": "#55595f",
    "for-wash": "#e3eef8",
    "conditional-wash": "#f8ecd2",
    "against-wash": "#fbe6e7",
    "undecided-wash": "#ebecee",
}
DARK: dict[Colour, str] = {
    "paper": "#16171a",
    "raised": "#1d1f23",
    "sunken": "#24262b",
    "ink": "#e9e7e2",
    "soft": "#aaa69d",
    "line": "#34363c",
    "strong-line": "#6b6d74",
    "for": "#7fbcf2",
    "conditional": "#e0b04c",
    "against": "#ff8d92",
    "undecided": "#b9bdc4",
    "for-wash": "#14293c",
    "conditional-wash": "#33270d",
    "against-wash": "#3d1a1e",
    "undecided-wash": "#2b2d32",
}
_PAGE: dict[Colour, str] = {name: f"var(--{name})" for name in LIGHT}
_PALETTES: dict[Scheme, dict[Colour, str]] = {"print": LIGHT, "light": LIGHT, "dark": DARK, "page": _PAGE}
_FONT = "system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', Arial, sans-serif"
_SVG = "{http://www.w3.org/2000/svg}"
# What XML cannot hold, halves of surrogate pairs among it.
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# A picture of more points than this is of no use on paper, and takes gigabytes to paint.
_MOST_POINTS = 40_000_000
_MISSING = "Pictures need Altair and vl-convert. Install them with: pip install 'onrecord[charts]'"


def can_draw() -> bool:
    """Whether the libraries that draw are installed."""
    return find_spec("altair") is not None and find_spec("vl_convert") is not None


def draw(sheet: Sheet, scheme: Scheme = "print", links: Links | None = None) -> bytes:
    """A sheet as SVG. OnrecordError where the libraries that draw are missing."""
    return finished(sheet, bare_drawing(sheet), scheme, links)


def bare_drawing(sheet: Sheet) -> str:
    """A sheet as Altair draws it, numbers in the place of words. It takes 0.1 s, the first one of a process 2 s, and nothing else runs meanwhile."""
    if not can_draw():
        raise OnrecordError(_MISSING)
    import vl_convert  # noqa: PLC0415  an extra, and heavy

    return str(vl_convert.vegalite_to_svg(_chart(sheet).to_dict(), allowed_base_urls=[]))


def painted(svg: bytes, width: float, height: float, scale: float = 2) -> bytes:
    """A finished SVG as PNG, so many times as wide and high as its sheet; less where that would be too large."""
    if not can_draw():
        raise OnrecordError(_MISSING)
    import vl_convert  # noqa: PLC0415  as above

    most = (_MOST_POINTS / (width * height)) ** 0.5
    return bytes(vl_convert.svg_to_png(svg.decode("utf-8"), scale=min(scale, most)))


def finished(sheet: Sheet, bare: str, scheme: Scheme = "print", links: Links | None = None) -> bytes:
    """The drawing with its words and links, in the colours of a scheme. No style, no script; links as `links` says where to, else none."""
    from lxml import etree  # noqa: PLC0415  only what draws needs it

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    root = etree.fromstring(bare.encode("utf-8"), parser)
    palette = {LIGHT[name]: value for name, value in _PALETTES[scheme].items()}
    for element in list(root.iter(f"{_SVG}path", f"{_SVG}line", f"{_SVG}text", f"{_SVG}rect", f"{_SVG}g")):
        name = element.get("aria-label", "")
        _clean(element, palette)
        if name[:1] == "m" and name[1:].isdecimal():
            _fill_in(element, sheet.marks[int(name[1:])], scheme, links)
    _frame(root, sheet, scheme)
    return etree.tostring(root, encoding="utf-8")


def _chart(sheet: Sheet) -> Any:
    """The sheet as a chart: boxes, over them lines, signs and words, a layer of each, for every layer takes its time."""
    import altair as alt  # noqa: PLC0415  as above

    layers = [chart for kind in _KINDS if (chart := _layer(sheet, kind)) is not None]
    fixed = alt.AutoSizeParams(type="none")
    drawn: Any = alt.layer(*layers, width=sheet.width, height=sheet.height, padding=0, autosize=fixed, background="transparent")
    return drawn.configure_view(stroke=None)


_KINDS: tuple[type[AnyMark], ...] = (Box, Line, Sign, Label)


def _layer(sheet: Sheet, kind: type[AnyMark]) -> Any:
    import altair as alt  # noqa: PLC0415  as above

    values = [_datum(number, mark) for number, mark in enumerate(sheet.marks) if isinstance(mark, kind)]
    if not values:
        return None
    across = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, sheet.width], nice=False, zero=False))
    down = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[0, sheet.height], nice=False, zero=False, reverse=True))
    chart = alt.Chart(alt.InlineData(values)).encode(x=across, y=down, description="name:N", color=alt.Color("colour:N", scale=None))
    if kind is Box:
        return chart.mark_rect().encode(x2="x2:Q", y2="y2:Q")
    if kind is Line:
        return chart.mark_rule(strokeWidth=_each("width"), strokeDash=_each("dash")).encode(x2="x2:Q", y2="y2:Q")
    if kind is Sign:
        return chart.mark_point(filled=True, opacity=1, strokeWidth=0, size=_each("area")).encode(shape=alt.Shape("path:N", scale=None))
    return chart.mark_text(align=_each("align"), baseline="middle", fontSize=_each("size"), fontWeight=_each("weight")).encode(text="name:N")


def _each(name: str) -> Any:
    """A property that each mark has of its own."""
    import altair as alt  # noqa: PLC0415  as above

    return alt.ExprRef(f"datum.{name}")


_ALIGNED = {"start": "left", "middle": "center", "end": "right"}


def _datum(number: int, mark: AnyMark) -> dict[str, Any]:
    """What Altair is told of a mark. The name stands for its words."""
    place: dict[str, Any] = {"name": f"m{number}", "x": mark.x, "y": mark.y, "colour": LIGHT[mark.colour]}
    if isinstance(mark, Box | Line):
        place |= {"x2": mark.x2, "y2": mark.y2}
    if isinstance(mark, Line):
        place |= {"width": mark.width, "dash": [3, 3] if mark.dashed else [1, 0]}
    if isinstance(mark, Sign):
        # Altair's size is an area: of the square around the outline.
        place |= {"path": mark.path, "area": (2 * mark.size) ** 2}
    if isinstance(mark, Label):
        place |= {"align": _ALIGNED[mark.anchor], "size": mark.size, "weight": 600 if mark.bold else 400}
    return place


def _clean(element: _Element, palette: dict[str, str]) -> None:
    """Leave out what the drawing does not need, and give it the colours of its place."""
    for name in ("aria-label", "aria-roledescription", "role", "style", "class"):
        element.attrib.pop(name, "")
    for name in ("fill", "stroke"):
        value = element.get(name)
        if value is not None:
            element.set(name, palette.get(value, value))
    if element.get("font-family"):
        element.set("font-family", _FONT)


def _fill_in(element: _Element, mark: AnyMark, scheme: Scheme, links: Links | None) -> None:
    """Give an element the words of its mark, what it tells, and where it leads."""
    from lxml import etree  # noqa: PLC0415  as above

    if isinstance(mark, Label):
        element.text = _written(mark.words)
    target: Any = element
    if mark.to is not None and links is not None:
        parent = element.getparent()
        if parent is not None:
            target = etree.Element(f"{_SVG}a", href=links(mark.to))
            if isinstance(mark, Label) or scheme == "page":
                # By keyboard a sign is reached once, and in a page by the list that tells the same.
                target.set("tabindex", "-1")
            parent.replace(element, target)
            target.append(element)
    if mark.title:
        titled = etree.Element(f"{_SVG}title")
        titled.text = _written(mark.title)
        target.insert(0, titled) if target is not element else _name(element, titled)


def _name(element: _Element, titled: _Element) -> None:
    """A title is an element's first child, and text that was before it comes after."""
    words, element.text = element.text, None
    titled.tail = words
    element.insert(0, titled)
    element.set("role", "img")


def _frame(root: _Element, sheet: Sheet, scheme: Scheme) -> None:
    """Say what the picture is, how large, and on what ground it stands."""
    from lxml import etree  # noqa: PLC0415  as above

    for name in list(root.attrib):
        del root.attrib[name]
    top = 0 if scheme == "print" else sheet.head
    width, height = _number(sheet.width), _number(sheet.height - top)
    root.set("viewBox", f"0 {_number(top)} {width} {height}")
    root.set("width", width)
    root.set("height", height)
    root.set("role", "group")
    root.set("aria-label", _written(sheet.title))
    for ground in root.findall(f"{_SVG}rect"):
        root.remove(ground)
    told = etree.Element(f"{_SVG}desc")
    told.text = _written(sheet.about)
    root.insert(0, told)
    if scheme == "print":
        titled = etree.Element(f"{_SVG}title")
        titled.text = _written(sheet.title)
        root.insert(0, titled)
        root.insert(2, etree.Element(f"{_SVG}rect", width=width, height=height, fill=LIGHT["raised"]))


def _number(value: float) -> str:
    return f"{value:g}"


def _written(words: str) -> str:
    return _UNWRITABLE.sub("\ufffd", words)
