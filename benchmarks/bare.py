"""The least that Django can do with a file: what the live site is measured against.

gunicorn benchmarks.bare:application, with BARE_FILE in the environment.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import re_path

if not settings.configured:
    settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"], MIDDLEWARE=[], SECRET_KEY="bare")
_FILE = Path(os.environ.get("BARE_FILE", os.devnull)).read_bytes()


def _answer(request: Any) -> Any:
    return HttpResponse(_FILE, headers={"Content-Encoding": "gzip"})


urlpatterns = [re_path("", _answer)]
application = get_wsgi_application()
