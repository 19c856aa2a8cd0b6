"""Why a file cannot be taken apart."""


class Unreadable(Exception):
    """The file is not what its name says, or is damaged; the message says which."""
