"""What `import onrecord` offers is this list; a name leaves it only on purpose."""

from __future__ import annotations

import subprocess
import sys

import onrecord

PUBLIC = [
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


def test_the_public_names() -> None:
    assert sorted(onrecord.__all__) == sorted(PUBLIC) == dir(onrecord)
    assert all(getattr(onrecord, name) is not None for name in PUBLIC)


def test_every_error_is_caught_by_one_class() -> None:
    errors = [getattr(onrecord, name) for name in PUBLIC if name.endswith("Error")]
    assert all(issubclass(error, onrecord.OnrecordError) for error in errors)


def test_importing_it_imports_nothing_heavy() -> None:
    heavy = {"sqlalchemy", "trafilatura", "starlette", "jinja2", "py3langid", "numpy", "htmldate", "lxml"}
    code = f"import sys, onrecord, onrecord.cli; print(*sorted({heavy!r} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == ""
