"""Reading a narrative: words, figures, and what it admits."""
