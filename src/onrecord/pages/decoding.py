"""Bytes to text: by byte-order mark, as UTF-8, by what an HTML page declares, and last by detection; never by a guess."""

from __future__ import annotations

import codecs
import logging
import re
from contextlib import suppress

from onrecord.errors import InputError

# UTF-32 before UTF-16: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# The HTML standard asks for the declaration within the first 1,024 bytes; pages in the wild are later.
_DECLARED_WITHIN = 8_192
_DECLARED = re.compile(rb"""<meta[^>]{0,400}?charset\s{0,9}=\s{0,9}["']?\s{0,9}([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)
# Control characters that no text contains; a file with more than a stray one is not text.
_CONTROL = bytes([*range(0x09), *range(0x0E, 0x20)])
_MOST_CONTROL = 0.001
# What detection reads, and the share of disorder it may find where it is believed (its own threshold for a match is 0.2).
_DETECTED_WITHIN = 200_000
_MOST_CHAOS = 0.1
# A reading stands out if every other of the same disorder is this much less like a language.
_SAME_CHAOS = 0.05
_CLEARLY = 0.2
# English has a quotation mark or an accent in some hundred characters; French has the most accents of Western languages, under 5 in 100.
_MOST_NOT_ASCII = 0.05
_NOT_ASCII = re.compile(rb"[\x80-\xff]")
_NOT_WESTERN = re.compile(r"[^\x00-\x7f\xa0«»°£€©®·§“”‘’„‚–—…•™À-ÖØ-öø-ÿŒœŠšŽžŸ]")
# A book has a million characters; clearing a text takes up to two seconds for each.
LONGEST_TEXT = 2_000_000
# A long report has some hundreds of lines, a live blog some thousands.
_MOST_LINES = 100_000
_REMEDY = "save it as UTF-8 and try again"

logging.getLogger("charset_normalizer").addHandler(logging.NullHandler())


def decode(content: bytes, where: str, *, markup: bool = False, charset: str | None = None) -> str:
    """The text of a file, without its byte-order mark and with its line ends untouched.

    `markup` says that the page may declare its encoding itself; `charset` is the one that its server named, which goes before that. Raises
    InputError for what is not text or cannot be decoded for sure.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _checked(_decoded(content[len(mark) :], encoding, where), where, markup=markup)
    if b"\x00" in content:
        raise InputError(where, "this is a binary file, not an article; give .txt, .html or .jsonl files")
    try:
        return _checked(content.decode("utf-8"), where, markup=markup)
    except UnicodeDecodeError as error:
        place = error.start
    for declared in filter(None, (_known(charset), _declared(content) if markup else None)):
        with suppress(UnicodeDecodeError):
            return _checked(content.decode(declared), where, markup=markup)
    return _checked(_detected(content, place, where), where, markup=markup)


def _decoded(content: bytes, encoding: str, where: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(where, f"its byte-order mark says {encoding}, but byte {error.start} cannot be decoded so; {_REMEDY}") from error


def _declared(content: bytes) -> str | None:
    """The encoding that an HTML page declares, where Python knows it."""
    match = _DECLARED.search(content[:_DECLARED_WITHIN])
    return _known(match[1].decode("ascii")) if match else None


def _known(charset: str | None) -> str | None:
    """Python's name of an encoding of texts; None where it knows none of that name."""
    try:
        name = codecs.lookup(charset or "").name
        "".encode(name)  # some of its encodings are none of texts; Python looks at nothing where there are no bytes to decode
    except (LookupError, ValueError):
        return None
    # Browsers read both of these as windows-1252 (WHATWG Encoding Standard), and pages are written for browsers.
    return "cp1252" if name in ("iso8859-1", "ascii") else name


def _detected(content: bytes, place: int, where: str) -> str:
    """Decode what declares nothing: as Western text where it is nearly all ASCII, else by detection where one reading stands out."""
    western = _western(content)
    if western is not None:
        return western
    from charset_normalizer import from_bytes  # noqa: PLC0415  heavy import

    likely = [match for match in from_bytes(content[:_DETECTED_WITHIN]) if match.chaos <= _MOST_CHAOS]
    if likely:
        first, others = likely[0], [match for match in likely[1:] if match.chaos - likely[0].chaos <= _SAME_CHAOS and str(match) != str(likely[0])]
        if all(first.coherence - other.coherence >= _CLEARLY for other in others):
            try:
                return content.decode(first.encoding)
            except UnicodeDecodeError:
                likely = []
    doubt = "several encodings are possible" if likely else "no known encoding fits"
    raise InputError(where, f"byte {place} is not UTF-8 and {doubt}; {_REMEDY}")


def _western(content: bytes) -> str | None:
    """The text as windows-1252, which browsers take for granted, if all but a few bytes are ASCII and the rest letters and quotation marks."""
    if len(_NOT_ASCII.findall(content)) > _MOST_NOT_ASCII * len(content):
        return None
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        return None
    return text if not _NOT_WESTERN.search(text) else None


def _checked(text: str, where: str, *, markup: bool) -> str:
    # A page is longer than the article in it, whose length is looked at when it has been taken out.
    problem = _not_words(text) if markup else problem_of(text)
    if problem is None and _control_characters(text) > _MOST_CONTROL * len(text) + 1:
        problem = "it holds control characters, so it is a binary file, not an article; give .txt, .html or .jsonl files"
    if problem is not None:
        raise InputError(where, problem)
    return text


def _control_characters(text: str) -> int:
    # In bytes, where deleting them all takes a thousandth of the time that looking for each takes.
    content = text.encode("utf-8", "surrogatepass")
    return len(content) - len(content.translate(None, _CONTROL))


def problem_of(text: str) -> str | None:
    """What keeps a text from being an article's, with what to do; None where nothing does."""
    problem = _not_words(text)
    if problem is None and len(text) > LONGEST_TEXT:
        return f"it has more than {LONGEST_TEXT:,} characters, more than any report; cut it into articles"
    if problem is None and text.count("\n") > _MOST_LINES:
        return f"it has more than {_MOST_LINES:,} lines, so it is no article; cut it into articles"
    return problem


def _not_words(text: str) -> str | None:
    if not text.strip():
        return "there is no text in it; leave it out, or save the article again"
    if "\x00" in text:
        return "it holds NUL characters, which no text does; remove them"
    return None
