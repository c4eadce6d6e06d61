"""Document -> Submission: the form among the tables, its columns, its rows."""
