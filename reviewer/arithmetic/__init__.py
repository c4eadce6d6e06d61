"""The sums that a narrative lets one do: parts and totals, shares, growth, gaps, averages."""
