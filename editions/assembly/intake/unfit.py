"""Why a file cannot be merged."""


class Unfit(Exception):
    """The file cannot be merged: *what* is the matter with it, and the *remedy*."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what, remedy)
        self.what = what
        self.remedy = remedy
