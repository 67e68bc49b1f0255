"""What holds for every answer: only reading, only under our names, and the headers of safety."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import DisallowedHost
from django.http import HttpResponse

from zhargy.messages import LANGUAGES, say
from zhargy.web.content import MEDIA, NOT_KEPT, STRICT

READING = ("GET", "HEAD")
_FEATURES = (
    "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "fullscreen",
    "geolocation", "gyroscope", "magnetometer", "microphone", "midi", "payment",
    "publickey-credentials-get", "screen-wake-lock", "serial", "usb", "xr-spatial-tracking",
)  # fmt: skip
HEADERS = {
    "Content-Security-Policy": STRICT,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": ", ".join(f"{name}=()" for name in _FEATURES),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
# Whoever says this has said them all.
_LAST = "Permissions-Policy"


def guard(get_response: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """The layer around the view; that of Django around this one speaks of HTTPS."""

    def guarded(request: Any) -> Any:
        response = _refusal(request) or get_response(request)
        if _LAST not in response.headers:
            for name, value in HEADERS.items():
                response.headers.setdefault(name, value)
        return response

    return guarded


def _refusal(request: Any) -> Any:
    if request.method not in READING:
        refused = _said("web-only-reading", 405)
        refused.headers["Allow"] = ", ".join(READING)
        return refused
    try:
        request.get_host()
    except DisallowedHost:
        return _said("web-other-host", 400)
    return None


def not_understood(request: Any, exception: Exception) -> Any:
    """A request that Django refused."""
    return _said("web-not-understood", 400)


def failed(request: Any) -> Any:
    """Our own fault; the log says more."""
    return _said("web-failed", 500)


def _said(code: str, status: int) -> Any:
    words = "".join(f"{say(code, language)}\n" for language in LANGUAGES)
    headers = HEADERS | {"Cache-Control": NOT_KEPT}
    return HttpResponse(words, status=status, content_type=MEDIA["txt"], headers=headers)
