"""Pages of a PDF, drawn under a budget: pdfplumber's page, whose interpretation always ends."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from pdfminer.converter import PDFPageAggregator
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdftypes import list_value, resolve1, stream_value
from pdfplumber.page import Page

from reviewer.readers.printed.streams import unpacked

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pdfminer.layout import LTPage
    from pdfminer.pdffont import PDFFont
    from pdfminer.pdfpage import PDFPage
    from pdfplumber.pdf import PDF

MAX_OBJECTS = 40_000
NESTED = 20  # objects that a form drawn within the page counts for
MAX_CONTENT = 16_000_000
MAX_CODE = 0xFFFF
# what stands for a glyph of which the font does not say the character
UNKNOWN = "\ufffd"
_INVISIBLE = 3
_GLANCE = 256


class ExhaustedError(Exception):
    """A page draws more than a document of text and tables can hold."""


class OutOfTimeError(Exception):
    """The time for the file is over."""


class Budget:
    """What drawing a page may cost; ``ends`` is a time of time.monotonic() for the whole file."""

    def __init__(self, ends: float) -> None:
        self.ends = ends
        self.objects = 0
        self.content = 0

    def renew(self) -> None:
        """Begin a new page."""
        self.objects = self.content = 0

    def draw(self, count: int = 1) -> None:
        """Count objects."""
        self.objects += count
        if self.objects > MAX_OBJECTS:
            raise ExhaustedError
        if self.objects % _GLANCE < count:
            self.look()

    def interpret(self, size: int) -> None:
        """Count instructions, in bytes, that are about to be read."""
        self.content += size
        if self.content > MAX_CONTENT:
            raise ExhaustedError
        self.look()

    def look(self) -> None:
        """Look at the clock."""
        if time.monotonic() > self.ends:
            raise OutOfTimeError


class _Device(PDFPageAggregator):
    """Collects what a page draws; counts what is invisible."""

    def __init__(self, manager: PDFResourceManager, number: int, budget: Budget) -> None:
        super().__init__(manager, pageno=number, laparams=None)
        self.budget = budget
        self.hidden = 0

    def render_string(self, textstate: Any, *rest: Any) -> None:
        before = self.budget.objects
        super().render_string(textstate, *rest)
        if textstate.render == _INVISIBLE:
            self.hidden += self.budget.objects - before

    def render_char(self, *args: Any) -> float:
        self.budget.draw()
        return super().render_char(*args)

    def paint_path(self, *args: Any) -> None:
        self.budget.draw()
        super().paint_path(*args)

    def begin_figure(self, *args: Any) -> None:
        self.budget.draw(NESTED)
        super().begin_figure(*args)

    def handle_undefined_char(self, font: PDFFont, cid: int) -> str:
        return UNKNOWN


class _Interpreter(PDFPageInterpreter):
    """Reads instructions, those of nested forms included, as far as the budget goes."""

    device: _Device

    def execute(self, streams: Sequence[object]) -> None:
        budget = self.device.budget
        for stream in map(stream_value, streams):
            if stream.rawdata is not None and stream.decipher is None:
                size, _ = unpacked(memoryview(stream.rawdata), MAX_CONTENT)
                if size > MAX_CONTENT:
                    raise ExhaustedError
            budget.interpret(len(stream.get_data()))
        super().execute(streams)

    def do_q(self) -> None:
        """Keep the state of drawing, which costs as much as an object."""
        self.device.budget.draw()
        super().do_q()


class Fonts(PDFResourceManager):
    """Fonts whose tables of widths are no longer than there are characters."""

    def get_font(self, objid: object, spec: Mapping[str, object]) -> PDFFont:
        """Return a font; one with an absurd table is taken without it."""
        wide = [key for key in ("W", "W2") if key in spec and _is_absurd(spec[key])]
        return super().get_font(objid, {k: v for k, v in spec.items() if k not in wide})


def _is_absurd(widths: object) -> bool:
    values = (resolve1(value) for value in list_value(widths))
    return any(isinstance(value, (int, float)) and abs(value) > MAX_CODE for value in values)


class BoundedPage(Page):
    """A page of pdfplumber that is drawn once, under a budget."""

    def __init__(self, pdf: PDF, page: PDFPage, number: int, budget: Budget) -> None:
        super().__init__(pdf, page, number)
        self.budget = budget
        self.hidden = 0

    @property
    def layout(self) -> LTPage:
        """Return what the page draws; raises the budget's errors and what pdfminer raises."""
        if not hasattr(self, "_layout"):
            self.budget.renew()
            device = _Device(self.pdf.rsrcmgr, self.page_number, self.budget)
            _Interpreter(self.pdf.rsrcmgr, device).process_page(self.page_obj)
            self.hidden = device.hidden
            self._layout = device.get_result()
        return self._layout
