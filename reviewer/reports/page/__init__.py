"""The page that ``html`` is: what stands on it, its template, its style and its script."""
