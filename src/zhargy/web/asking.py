"""What a reader's program says that it takes, and what it has already (RFC 9110)."""

from __future__ import annotations


def takes_gzip(accepted: str) -> bool:
    """Whether packed bytes may be sent, by the field Accept-Encoding.

    >>> takes_gzip("br, gzip;q=0.8"), takes_gzip("*"), takes_gzip("gzip;q=0, *"), takes_gzip("")
    (True, True, False, False)
    """
    weights: dict[str, bool] = {}
    for one in accepted.lower().split(","):
        name, _, weight = one.replace(" ", "").partition(";q=")
        weights[name] = weight.strip("0.") != "" or weight == ""
    return weights.get("gzip", weights.get("*", False))


def knows(known: str, digest: str) -> bool:
    """Whether the field If-None-Match names the content, plain or packed.

    >>> knows('W/"a1.gz", "b2"', "a1"), knows('"b2"', "a1"), knows("*", "a1"), knows("", "a1")
    (True, False, True, False)
    """
    tags = [one.strip().removeprefix("W/").strip('"') for one in known.split(",")]
    return "*" in tags or digest in tags or f"{digest}.gz" in tags
