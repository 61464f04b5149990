"""Office files whose bytes depend on their content alone: no clock, no time of writing."""

from __future__ import annotations

import io
import re
import zipfile

FIRST_TIME = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a ZIP archive can hold."""
STAMP = "1980-01-01T00:00:00Z"
CORE = "docProps/core.xml"
TIMES = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:)")
FILE_RIGHTS = 0o644 << 16


def fixed(data: bytes) -> bytes:
    """The same archive with its members in their order, all times set to the same one."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            member = zipfile.ZipInfo(name, FIRST_TIME)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = FILE_RIGHTS
            new.writestr(member, _undated(name, old.read(name)))
    return held.getvalue()


def _undated(name: str, content: bytes) -> bytes:
    return TIMES.sub(rb"\g<1>" + STAMP.encode() + rb"\g<3>", content) if name == CORE else content
