"""What docx.py reads with: the parts, blocks, runs, lists and revisions of Word documents."""
