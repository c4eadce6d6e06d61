"""A printed page taken apart and put together again: glyphs, lines, tables, sheets (for pdf.py)."""
