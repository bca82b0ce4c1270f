"""A statement as the rules put it together."""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.attribution.contents import Range
from onrecord.attribution.phrases import Phrase
from onrecord.attribution.tokens import Passage
from onrecord.records import CueClass


@dataclass
class Draft:
    """A statement being put together by the rule of this name.

    Ranges are characters of the passage's field. `subject` is the source as tokens; `reaches` is the last
    paragraph that the content runs into.
    """

    passage: Passage
    rule: str
    cue: Range
    cue_class: CueClass
    source: Range | None
    content: list[Range]
    subject: Phrase | None = None
    reaches: int = field(init=False)

    def __post_init__(self) -> None:
        """A statement reaches as far as the paragraph it begins in, until a quotation goes on in the next."""
        self.reaches = self.passage.paragraph
