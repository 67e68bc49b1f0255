"""Every address goes to one view: the site knows its own."""

from __future__ import annotations

from django.urls import re_path

from zhargy.web.guard import failed, not_understood
from zhargy.web.views import answer

urlpatterns = [re_path("", answer)]
handler400, handler500 = not_understood, failed
