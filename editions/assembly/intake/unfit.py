"""Why a file cannot be taken in."""


def said(error: Exception) -> str:
    """Return what qpdf says of a file, without the name that it gives one that is read from memory."""
    return str(error).rpartition(": ")[2] or str(error)


class Unfit(Exception):
    """The file cannot be taken in: *what* is the matter with it, and the *remedy*."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what, remedy)
        self.what = what
        self.remedy = remedy


def choose(count: int, wanted: list[int]) -> list[int]:
    """Return the indexes of the pages *wanted* (from 1) of *count*; of all, where none is named.

    Raises:
        Unfit: one is not there.
    """
    if wanted and max(wanted) > count:
        raise Unfit(f"page {max(wanted)} is asked for, and the file has {count}", "Name pages that are there.")
    return [number - 1 for number in wanted] or list(range(count))
