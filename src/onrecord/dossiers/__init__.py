"""Dossiers: load one from TOML or JSON and check it, or write a new one to fill in."""

from onrecord.dossiers.checking import find_problems, shared_names
from onrecord.dossiers.files import digest, load
from onrecord.dossiers.relevance import Relevance
from onrecord.dossiers.template import write_template

__all__ = ["Relevance", "digest", "find_problems", "load", "shared_names", "write_template"]
