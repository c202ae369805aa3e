"""Text that may stand in XML: characters that XML 1.0 does not know are shown as U+FFFD."""

from __future__ import annotations

import re

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """The text, with what XML cannot hold replaced.

    >>> clean("un\\x00deux")
    'un\\ufffddeux'
    """
    return _FORBIDDEN.sub("\ufffd", text)
