"""What is asked for, and what there is to sign with: the roots that are trusted, the service that stamps the time, the level."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from editions.problems import Problem, UsageRefusal
from editions.sealing.judged import roots_of
from editions.signing.trusting import context, stamping
from editions.surroundings import Surroundings

#: How long a signature can be verified (ETSI EN 319 142-1), from the shortest.
LEVELS = ("B-B", "B-T", "B-LT", "B-LTA")
MEANS = 'settings.toml says both: [signing] roots = "FOLDER", tsa = "https://…". Or give --tsa URL.'


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What is asked for: the edition, and how it is to be signed; empty what was not said."""

    given: str
    language: str = ""
    key: str = ""
    cert: Path | None = None
    tsa: str = ""
    level: str = ""
    signatory: str = ""
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Means:
    """What there is to sign with: roots in DER, and the service that stamps the time, ready to be asked."""

    roots: tuple[bytes, ...]
    #: What judges certificates by them, and keeps what authorities answered; None where there are none.
    judged_by: Any
    stamps: Any

    @property
    def highest(self) -> str:
        """The highest level that they allow."""
        return "B-LTA" if self.roots and self.stamps else "B-T" if self.stamps else "B-B"


def means_for(wish: Wish, around: Surroundings) -> Means:
    """Return what *wish* and the settings give to sign with."""
    url = wish.tsa or around.signing.tsa
    roots = roots_of(around.signing.roots)
    return Means(roots=roots, judged_by=context(roots) if roots else None, stamps=stamping(url) if url else None)


def level_of(asked: str, means: Means) -> str:
    """Return the level to sign at: the one that was *asked* for, or the highest.

    Raises:
        UsageRefusal: what there is does not allow it.
    """
    if asked and LEVELS.index(asked) > LEVELS.index(means.highest):
        lacking = "a service that stamps the time" if not means.stamps else "the roots that are trusted"
        raise UsageRefusal(Problem(f"--level {asked}", f"there is no word of {lacking}; {means.highest} is the most", MEANS))
    return asked or means.highest
