"""The record as one file that opens from disk: no network, no script."""

from onrecord.reports.writing import write_report

__all__ = ["write_report"]
