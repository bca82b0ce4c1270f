"""The record as one file, or one folder of files, that opens from disk: no network, no script."""

from onrecord.reports.contents import Written
from onrecord.reports.folder import write_folder
from onrecord.reports.narrowing import Narrowing, narrowed
from onrecord.reports.writing import write_report

__all__ = ["Narrowing", "Written", "narrowed", "write_folder", "write_report"]
