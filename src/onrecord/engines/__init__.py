"""The same reading on one process; later on all cores and on a cluster."""

from __future__ import annotations

from onrecord.engines.local import read_all

__all__ = ["read_all"]
