"""What a page shows, as plain records: shared by the web pages, the reports and the terminal. No database and no markup in here.

Only `rendering` and `templates/` know HTML, because web and reports show the same parts and must not import each other.
"""

from onrecord.views.record import Record

__all__ = ["Record"]
