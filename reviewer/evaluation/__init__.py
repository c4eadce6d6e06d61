"""How well the program reads: labelled submissions beside what it found in them."""
