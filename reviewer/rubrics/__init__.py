"""评分标准: read into clauses, and applied to what a narrative admits."""
