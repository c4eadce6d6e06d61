"""The second round: reasons given, baselines, differences, watching a file as it is saved."""
