"""onrecord keeps the sourced record of a negotiation or dispute, read out of news reports.

The public names; each is imported when it is first used, so that `import onrecord` costs next to nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onrecord.comparison import compare as compare
    from onrecord.dossiers import load as load_dossier
    from onrecord.errors import DossierError as DossierError
    from onrecord.errors import InputError as InputError
    from onrecord.errors import InternalError as InternalError
    from onrecord.errors import LedgerError as LedgerError
    from onrecord.errors import OnrecordError as OnrecordError
    from onrecord.notebook import open_ledger as open_ledger
    from onrecord.pages import open_articles as open_articles
    from onrecord.reading import read as read
    from onrecord.records import Article as Article
    from onrecord.records import Dossier as Dossier
    from onrecord.records import Position as Position
    from onrecord.records import Reading as Reading
    from onrecord.records import Span as Span
    from onrecord.records import Statement as Statement
    from onrecord.version import __version__ as __version__

# Public name -> (module, name there).
_PUBLIC = {
    "Article": ("onrecord.records", "Article"),
    "Dossier": ("onrecord.records", "Dossier"),
    "DossierError": ("onrecord.errors", "DossierError"),
    "InputError": ("onrecord.errors", "InputError"),
    "InternalError": ("onrecord.errors", "InternalError"),
    "LedgerError": ("onrecord.errors", "LedgerError"),
    "OnrecordError": ("onrecord.errors", "OnrecordError"),
    "Position": ("onrecord.records", "Position"),
    "Reading": ("onrecord.records", "Reading"),
    "Span": ("onrecord.records", "Span"),
    "Statement": ("onrecord.records", "Statement"),
    "__version__": ("onrecord.version", "__version__"),
    "compare": ("onrecord.comparison", "compare"),
    "load_dossier": ("onrecord.dossiers", "load"),
    "open_articles": ("onrecord.pages", "open_articles"),
    "open_ledger": ("onrecord.notebook", "open_ledger"),
    "read": ("onrecord.reading", "read"),
}

__all__ = [
    "Article",
    "Dossier",
    "DossierError",
    "InputError",
    "InternalError",
    "LedgerError",
    "OnrecordError",
    "Position",
    "Reading",
    "Span",
    "Statement",
    "__version__",
    "compare",
    "load_dossier",
    "open_articles",
    "open_ledger",
    "read",
]


def __getattr__(name: str) -> Any:
    if name not in _PUBLIC:
        raise AttributeError(f"module 'onrecord' has no attribute {name!r}")
    module, attribute = _PUBLIC[name]
    return getattr(import_module(module), attribute)


def __dir__() -> list[str]:
    return sorted(_PUBLIC)
