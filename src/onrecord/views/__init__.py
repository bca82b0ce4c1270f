"""What a page shows, as plain records: shared by the web pages, the reports and the terminal. No database and no markup in here.

Made from records alone. Of comparison only the rule is used by which copies count as one report, so that pages count as it does.

Only `rendering` and `templates/` know HTML, because web and reports show the same parts and must not import each other.
"""

from onrecord.views.record import Record

__all__ = ["Record"]
