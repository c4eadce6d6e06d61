"""What is learned from labelled texts; the only place beside evaluation with scikit-learn."""
