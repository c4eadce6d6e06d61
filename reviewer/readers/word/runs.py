"""The text of one paragraph: runs, tabs and breaks, fields, symbols, formulas, revisions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.readers.word.drawings import look_into
from reviewer.readers.word.fields import Fields
from reviewer.readers.word.formulas import formula
from reviewer.readers.word.revisions import KINDS
from reviewer.readers.word.symbols import symbol
from reviewer.readers.word.traced import Origin, joined, traced
from reviewer.readers.word.wordml import (
    attribute,
    is_on,
    is_placeholder,
    local,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml import etree

    from reviewer.readers.word.remarks import Remarks
    from reviewer.readers.word.styles import Styles

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_SIGNS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-"}
_DRAWINGS = frozenset(("drawing", "pict", "object"))
# text beside the text: readings over characters, notes, and what Word 2003 keeps in its runs
_ASIDE = frozenset(("rt", "footnote", "endnote", "binData", "docOleData", "instrText", "delText"))


class Runs:
    """Reads paragraphs one after another: a field may run through several.

    ``trace`` asks for texts that know their elements (``Traced``).
    """

    def __init__(
        self, root: etree._Element, styles: Styles, remarks: Remarks, *, trace: bool = False
    ) -> None:
        self._trace = trace
        self.fields = Fields(root)
        self.muted = 0
        self._styles = styles
        self._remarks = remarks
        self._preserved = root.get(_SPACE) == "preserve"
        self._hidden = False
        self._in_hidden_place = False
        self._inserting = 0
        self._pieces: list[str] = []
        self._boxes: list[etree._Element | str] = []
        self._special: dict[str, Callable[[etree._Element], None]] = {
            "r": self._run,
            "t": self._text,
            "ins": self._inserted,
            "moveTo": self._inserted,
            "del": self._deleted,
            "moveFrom": self._deleted,
            "annotation": self._annotation,
            "sdt": self._control,
            "fldChar": self._field_mark,
            "instrText": lambda child: self.fields.instruct(child.text or ""),
            "fldSimple": self._simple_field,
            "sym": self._symbol,
            "oMath": lambda child: self._add(formula(child)),
            "br": self._break,
            "footnoteReference": self._note,
            "endnoteReference": self._note,
            "footnote": self._note,
            "endnote": self._note,
            "commentReference": self._comment,
            "tbl": lambda child: self._boxes.append(child),
            "txbxContent": lambda child: self._boxes.append(child),
        }

    def read(
        self, paragraph: etree._Element, *, hidden: bool
    ) -> tuple[str, list[etree._Element | str]]:
        """Return the text of a paragraph, and the contents of its text boxes (or their text).

        ``hidden`` says what its style has for text that says nothing of its own.
        """
        self._pieces, self._boxes = [], []
        self._hidden = hidden
        self._inside(paragraph)
        self._in_hidden_place = False
        return joined("", self._pieces), self._boxes

    def _inside(self, element: etree._Element) -> None:
        for child in element:
            kind = local(child)
            special = self._special.get(kind)
            if special is not None:
                special(child)
            elif kind in _SIGNS:
                self._add(_SIGNS[kind], child)
            elif kind in _DRAWINGS:
                self._boxes += look_into(child, self._remarks)
                self.fields.printed()
            elif len(child) and kind not in _ASIDE and not kind.endswith("Pr"):
                self._inside(child)

    def _add(self, text: str, element: etree._Element | None = None, offset: int = 0) -> None:
        if not text or self.muted or not self.fields.showing:
            return
        self.fields.printed()
        if self._hidden:
            self._remarks.hidden += bool(text.strip()) and not self._in_hidden_place
            self._in_hidden_place = True
            return
        self._in_hidden_place = False
        if not self._inserting:
            self._remarks.revisions.apart()
        if self._trace and element is not None:
            text = traced(text, [Origin(0, len(text), element, offset)])
        self._pieces.append(text)

    def _text(self, child: etree._Element) -> None:
        text = child.text or ""
        left = 0
        if "\n" in text:
            text = text.replace("\n", " ")
        # as Word has it: blanks at the ends count only where the file says so
        if text[:1] in " \t" or text[-1:] in " \t":
            kept = child.get(_SPACE)
            if kept != "preserve" and not (self._preserved and kept is None):
                left = len(text) - len(text.lstrip(" \t"))
                text = text.strip(" \t")
        self._add(text, child, left)

    def _run(self, run: etree._Element) -> None:
        properties = run[0] if len(run) and local(run[0]) == "rPr" else None
        before = self._hidden
        if properties is not None and len(properties):
            self._hidden = self._is_hidden(properties)
        self._inside(run)
        self._hidden = before

    def _is_hidden(self, properties: etree._Element) -> bool:
        hidden = self._hidden
        for child in properties:
            kind = local(child)
            if kind == "vanish":
                return is_on(child)
            if kind == "rStyle":
                # hidden on top of hidden is shown: it is a toggle
                hidden ^= bool(self._styles.of(attribute(child)).hidden)
        return hidden

    def _inserted(self, child: etree._Element) -> None:
        self._remarks.revisions.meet(KINDS[local(child)], child)
        self._inserting += 1
        self._inside(child)
        self._inserting -= 1

    def _deleted(self, child: etree._Element) -> None:
        self._remarks.revisions.meet(KINDS[local(child)], child)

    def _annotation(self, child: etree._Element) -> None:
        """Word 2003 writes revisions and comments as annotations of a type."""
        kind = attribute(child, "type") or ""
        if kind == "Word.Deletion":
            self._remarks.revisions.meet("delete", child)
        elif kind == "Word.Comment":
            self._remarks.comments += 1
        elif kind == "Word.Insertion":
            self._remarks.revisions.meet("insert", child)
            self._inserting += 1
            self._inside(child)
            self._inserting -= 1
        else:
            self._inside(child)

    def _control(self, control: etree._Element) -> None:
        unfilled = is_placeholder(control)
        self._remarks.unfilled += unfilled
        self.muted += unfilled
        self._inside(control)
        self.muted -= unfilled

    def _field_mark(self, mark: etree._Element) -> None:
        self._add(self.fields.pass_mark(mark))

    def _simple_field(self, field: etree._Element) -> None:
        before = len(self._pieces) + len(self._boxes)
        self._inside(field)
        if len(self._pieces) + len(self._boxes) == before and not self._hidden:
            self._add(self.fields.without_result(attribute(field, "instr") or ""))

    def _symbol(self, sign: etree._Element) -> None:
        code = attribute(sign, "char") or ""
        try:
            text = symbol(attribute(sign, "font"), int(code[:8], 16))
        except ValueError:
            text = None
        self._remarks.signs += text is None
        self._add(text or "", sign)

    def _break(self, child: etree._Element) -> None:
        if attribute(child, "type") not in ("page", "column"):
            self._add("\n", child)

    def _note(self, _: etree._Element) -> None:
        self._remarks.footnotes += not self._hidden

    def _comment(self, _: etree._Element) -> None:
        self._remarks.comments += 1
