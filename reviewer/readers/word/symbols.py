"""Signs of symbol fonts (Wingdings, Symbol) as characters; Word keeps them in the private area."""

from __future__ import annotations

# a code of a symbol font, 0x20 to 0xFF, is kept as U+F000 + code
_PRIVATE = range(0xF000, 0xF100)

_WINGDINGS = {
    **dict(zip(range(0x80, 0x8B), "⓪①②③④⑤⑥⑦⑧⑨⑩", strict=True)),
    **dict(zip(range(0x8B, 0x96), "⓿❶❷❸❹❺❻❼❽❾❿", strict=True)),
    0x6F: "□",
    0x71: "□",
    0xA8: "□",
    0x6E: "■",
    0xFB: "×",
    0xFC: "√",
    0xFD: "☒",
    0xFE: "☑",
    0x6C: "●",
    0xA1: "○",
    0xAB: "★",
    0xE0: "→",
    0xDF: "←",
    0xE1: "↑",
    0xE2: "↓",
}
_WINGDINGS_2 = {
    **dict(zip(range(0x69, 0x74), "⓪①②③④⑤⑥⑦⑧⑨⑩", strict=True)),
    0x4F: "×",
    0x50: "√",
    0x51: "☒",
    0x52: "☑",
    0x53: "☒",
    0x54: "☒",
    0xA3: "□",
    0xA2: "■",
}
_SYMBOL = {
    0xB3: "≥",
    0xA3: "≤",
    0xB1: "±",
    0xB4: "×",
    0xB8: "÷",
    0xB0: "°",
    0xB9: "≠",
    0xBB: "≈",
    0x25: "%",
    0x2B: "+",
    0x2D: "-",
    0x3D: "=",
    0x3C: "<",
    0x3E: ">",
    0xA5: "∞",
    0xE5: "∑",
    0xAE: "→",
    0xAC: "←",
    0xAD: "↑",
    0xAF: "↓",
    0xD6: "√",
    **{code: chr(code) for code in (*range(0x30, 0x3B), 0x20, 0x28, 0x29, 0x2C, 0x2E, 0x2F)},
}
_FONTS = {
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "symbol": _SYMBOL,
}


def symbol(font: str | None, code: int) -> str | None:
    """Return the character for a sign of a font; None where the font alone knows its shape."""
    if code in _PRIVATE:
        code -= _PRIVATE.start
    elif code > 0xFF:
        return chr(code) if code < 0xD800 or 0xF900 <= code <= 0x10FFFF else None
    signs = _FONTS.get((font or "").strip().lower())
    return signs.get(code) if signs is not None else None
