"""The Nu HTML checker finds no error on any page. It needs Java and its jar: set VNU_JAR to its path."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from pages.test_pages import PAGES

JAR = os.environ.get("VNU_JAR")
TEXT = "« Nous partirons », a déclaré Jeanne Dupuis, maire de Port-Louviers."
MORE = (
    "/search?q=(prix",
    "/search?q=acord",
    "/nothing",
    "/speakers/kerbrat-rochat",
    "/help?lang=en",
    "/about?lang=en",
)


@pytest.mark.skipif(not JAR or not shutil.which("java"), reason="VNU_JAR is not set, or there is no Java")
def test_every_page_is_valid_html(site: str, tmp_path: Path) -> None:
    from urllib.error import HTTPError
    from urllib.parse import urlencode
    from urllib.request import urlopen

    posted = {"/extract": {"text": TEXT}, "/batch": {"equations": "prix\n(prix"}}
    asked = [(path, None) for path in (*PAGES, *MORE)] + list(posted.items())
    for number, (path, form) in enumerate(asked):
        try:
            with urlopen(site + path, urlencode(form).encode() if form else None) as reply:
                body = reply.read()
        except HTTPError as error:
            body = error.read()
            error.close()
        (tmp_path / f"{number:02}{path.replace('/', '_').split('?')[0]}.html").write_bytes(body)
    pages = sorted(str(path) for path in tmp_path.glob("*.html"))
    assert len(pages) == len(asked)
    checked = subprocess.run(
        ["java", "-jar", str(JAR), "--errors-only", *pages], capture_output=True, text=True, check=False
    )
    assert checked.stderr == ""
