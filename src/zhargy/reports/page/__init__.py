"""A comparison as one self-contained page: no request, no font, no inline style or handler."""

from zhargy.reports.page.page import comparison_page

__all__ = ["comparison_page"]
