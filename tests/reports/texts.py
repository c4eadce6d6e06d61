"""What a reader sees of a report, by format."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator

import docx
import openpyxl
from docx.oxml.ns import qn
from reports.commented import comments


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)
    else:
        yield str(value)


def of_text(content: str | bytes) -> str:
    return str(content)


def of_json(content: str | bytes) -> str:
    return "\n".join(_strings(json.loads(content)))


def of_jsonl(content: str | bytes) -> str:
    return "\n".join(
        part for line in str(content).split("\n")[:-1] for part in _strings(json.loads(line))
    )


def of_sarif(content: str | bytes) -> str:
    """Return its texts with the escapes of messages taken back, as a viewer does."""
    shown = of_json(content)
    for escaped, meant in (("{{", "{"), ("}}", "}"), ("\\[", "["), ("\\]", "]")):
        shown = shown.replace(escaped, meant)
    return shown


def of_docx(content: str | bytes) -> str:
    assert isinstance(content, bytes)
    body = docx.Document(io.BytesIO(content)).element.itertext()
    return "\n".join([*body, *(comment.text for comment in comments(content))])


def of_xlsx(content: str | bytes) -> str:
    assert isinstance(content, bytes)
    book = openpyxl.load_workbook(io.BytesIO(content))
    rows = (row for sheet in book for row in sheet.iter_rows(values_only=True))
    return "\n".join(str(value) for row in rows for value in row if value is not None)


def of_html(content: str | bytes) -> str:
    from lxml import html

    document = html.document_fromstring(str(content))
    for hidden in document.xpath("//style | //script | //head"):
        hidden.drop_tree()
    return str(document.text_content())


def of_checklist(content: str | bytes) -> str:
    """Return the paragraphs of the body in order, those in tables too."""
    assert isinstance(content, bytes)
    body = docx.Document(io.BytesIO(content)).element.body
    texts = ("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in body.iter(qn("w:p")))
    return "\n".join(texts)


OF: dict[str, Callable[[str | bytes], str]] = {
    "text": of_text,
    "json": of_json,
    "jsonl": of_jsonl,
    "sarif": of_sarif,
    "xlsx": of_xlsx,
    "docx": of_docx,
    "html": of_html,
    "checklist": of_checklist,
}
