"""Why a file cannot be merged."""


def said(error: Exception) -> str:
    """Return what qpdf says of a file, without the name that it gives one that is read from memory."""
    return str(error).rpartition(": ")[2] or str(error)


class Unfit(Exception):
    """The file cannot be merged: *what* is the matter with it, and the *remedy*."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what, remedy)
        self.what = what
        self.remedy = remedy
