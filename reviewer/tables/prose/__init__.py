"""Reports without a form: headings, passages, and the scores that sentences state."""
