"""Words quoted in a finding: on one line, and no more of them than are needed to find the place."""

#: Characters that are quoted at most.
_MOST = 60


def quoted(text: str) -> str:
    """Return the first words of *text*, at most 60 characters, with " …" where there are more.

    A word that is longer alone, an address for instance, is cut.
    """
    words = " ".join(text.split())
    if len(words) <= _MOST:
        return words
    begin, blank, _ = words[: _MOST - 1].rpartition(" ")
    return f"{begin if blank else words[: _MOST - 2]} …"
