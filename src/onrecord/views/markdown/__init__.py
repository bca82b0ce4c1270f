"""Pages as Markdown with a footnote for every passage: plain headings and lists, the record's own words and fixed connecting words, nothing else."""

from onrecord.views.markdown.actor import actor
from onrecord.views.markdown.answers import answers
from onrecord.views.markdown.article import article
from onrecord.views.markdown.findings import conflicts, shifts
from onrecord.views.markdown.lists import dossier, review, sources
from onrecord.views.markdown.matrix import matrix
from onrecord.views.markdown.occasions import occasion, occasions
from onrecord.views.markdown.period import period
from onrecord.views.markdown.search import search
from onrecord.views.markdown.term import term
from onrecord.views.markdown.today import today
from onrecord.views.markdown.trail import trail

__all__ = [
    "actor",
    "answers",
    "article",
    "conflicts",
    "dossier",
    "matrix",
    "occasion",
    "occasions",
    "period",
    "review",
    "search",
    "shifts",
    "sources",
    "term",
    "today",
    "trail",
]
