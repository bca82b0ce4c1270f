"""Dossiers: load one from TOML or JSON and check it, or write a new one to fill in."""

from onrecord.dossiers.checking import find_problems, shared_names
from onrecord.dossiers.files import digest, load
from onrecord.dossiers.relevance import Relevance, telling_words
from onrecord.dossiers.template import left_of_the_example, write_template
from onrecord.dossiers.writing import as_json, as_toml

__all__ = [
    "Relevance",
    "as_json",
    "as_toml",
    "digest",
    "find_problems",
    "left_of_the_example",
    "load",
    "shared_names",
    "telling_words",
    "write_template",
]
