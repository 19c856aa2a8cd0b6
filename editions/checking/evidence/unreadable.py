"""Why a file cannot be taken apart."""


class Unreadable(Exception):
    """The file is not what its name says, or is damaged; the message says which."""


class Locked(Unreadable):
    """The file cannot be opened without a password."""
