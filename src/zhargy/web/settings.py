"""Django as the public site needs it: no database, no accounts, no cookies, no templates.

The environment says what differs from place to place: ZHARGY_RECORD (the folder of the reform or of
its record), ZHARGY_HOSTS (names of the site, by commas), ZHARGY_SECURE=1 (readers come by HTTPS,
through a proxy that sets X-Forwarded-Proto), ZHARGY_KEPT_MB (memory for pages, for each process).
"""

from __future__ import annotations

import os
import secrets

_LOCAL = ("localhost", "127.0.0.1", "[::1]")
_YEAR = 31_536_000

RECORD = os.environ.get("ZHARGY_RECORD", "")
KEPT_BYTES = int(os.environ.get("ZHARGY_KEPT_MB", "128")) << 20

DEBUG = False
ROOT_URLCONF = "zhargy.web.urls"
ALLOWED_HOSTS = list(filter(None, os.environ.get("ZHARGY_HOSTS", "").split(","))) or list(_LOCAL)
# Nothing is signed with it, for there are no sessions and no forms that change anything. A new one
# with each start sees to it that nothing ever can be, and there is no default that could leak.
SECRET_KEY = secrets.token_urlsafe(64)
USE_I18N = False
USE_TZ = True

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "zhargy.web.guard.guard",
    # Idle while nothing is sent in: it stands here for the first form that does.
    "django.middleware.csrf.CsrfViewMiddleware",
]

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "no-referrer"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if os.environ.get("ZHARGY_SECURE") == "1":
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = _YEAR
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    CSRF_COOKIE_SECURE = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "zhargy.web.lines.InUtc",
            "format": "{asctime} {levelname} {name}: {message}",
            "datefmt": "%Y-%m-%dT%H:%M:%SZ",
            "style": "{",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {
        "zhargy": {"handlers": ["stderr"], "level": "INFO"},
        # Errors of ours; that an address leads nowhere is no event.
        "django.request": {"handlers": ["stderr"], "level": "ERROR", "propagate": False},
        "django.security": {"handlers": ["stderr"], "level": "CRITICAL", "propagate": False},
    },
}
