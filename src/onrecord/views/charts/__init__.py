"""Pictures of views: the trail as a time line, the matrix as a table; as SVG for pages and as SVG and PNG for print.

What stands where is worked out here (`Sheet`); Altair draws it, and the finishing touch puts in words and links. Needs the extra `charts`.
"""

from onrecord.views.charts.drawing import Scheme, bare_drawing, can_draw, draw, finished, painted
from onrecord.views.charts.matrix_sheet import matrix_sheet
from onrecord.views.charts.sheet import Sheet
from onrecord.views.charts.trail_sheet import trail_sheet

__all__ = ["Scheme", "Sheet", "bare_drawing", "can_draw", "draw", "finished", "matrix_sheet", "painted", "trail_sheet"]
