"""The version of onrecord: part of every run and every reading."""

__version__ = "0.1.0"
