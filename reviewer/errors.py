"""The two ways in which the program says no; every message is one Chinese sentence for the user."""


class ReviewerError(Exception):
    """What the user can put right: the message says what, where and what to do."""


class InputError(ReviewerError):
    """A file that can not be read or is not a self-evaluation table."""


class ConfigurationError(ReviewerError):
    """A setting or a lexicon that can not be used."""
