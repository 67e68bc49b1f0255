"""The least that Django can do with a file: what the live site is measured against.

gunicorn benchmarks.bare:application, with BARE_FILE in the environment; BARE_HEADERS=1 sends the
headers of the live site too.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import re_path

from zhargy.web.content import PAGE
from zhargy.web.guard import HEADERS

if not settings.configured:
    settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"], MIDDLEWARE=[], SECRET_KEY="bare")
_HEADERS = {"Content-Encoding": "gzip"}
if os.environ.get("BARE_HEADERS") == "1":
    _HEADERS |= {**HEADERS, "Cache-Control": PAGE, "Vary": "Accept-Encoding", "ETag": '"a"'}
_FILE = Path(os.environ.get("BARE_FILE", os.devnull)).read_bytes()


def _answer(request: Any) -> Any:
    return HttpResponse(_FILE, headers=_HEADERS)


urlpatterns = [re_path("", _answer)]
application = get_wsgi_application()
