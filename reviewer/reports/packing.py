"""A Word document as bytes that depend on its content only.

python-docx stamps every part of the package with the current time; here each gets the same one.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

if TYPE_CHECKING:
    from docx.document import Document

# The earliest date that a zip entry can hold.
_DATE = (1980, 1, 1, 0, 0, 0)


def packed(
    document: Document, changed: Callable[[str, bytes], bytes] = lambda _, content: content
) -> bytes:
    """The document's package; the same parts give the same bytes on every machine.

    ``changed`` has the last word on what a part, given by its name, holds.
    """
    saved, out = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with ZipFile(saved) as parts, ZipFile(out, "w") as package:
        for name in parts.namelist():
            entry = ZipInfo(name, date_time=_DATE)
            entry.compress_type = ZIP_DEFLATED
            # 0 is what every system reads; the default tells on which one this was made.
            entry.create_system = 0
            package.writestr(entry, changed(name, parts.read(name)))
    return out.getvalue()
