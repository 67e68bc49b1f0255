"""For a server that speaks WSGI: `gunicorn --preload "zhargy.web.wsgi:application()"`."""

from __future__ import annotations

import os
from typing import Any


def application() -> Any:
    """The program, with the record already read. Raises UnreadableRecord, RecordMismatch."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "zhargy.web.settings"
    from django.core.wsgi import get_wsgi_application

    made = get_wsgi_application()
    from zhargy.web.shelf import settle, shelf

    shelf()
    settle()
    return made
