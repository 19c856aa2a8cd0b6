"""What comes from outside, in one value that is passed in: folders and limits, never globals."""

import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from editions.problems import Problem, Refusal, refuse_if

if TYPE_CHECKING:
    from editions.toml_source import TomlSource

#: Where the tool's own layouts and fonts lie: beside the package.
HOME = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, kw_only=True)
class AnnexLimits:
    """What one annex may cost, and whether it may lose what acts by itself."""

    #: Refuse an annex from which something would have to be removed.
    strict: bool = False
    #: Bytes of the file, its pages, and its objects.
    bytes: int = 200_000_000
    pages: int = 2_000
    objects: int = 500_000
    #: Seconds of all processes that take it in, one after the other; and bytes of memory of each of them.
    seconds: int = 20
    memory: int = 1_610_612_736
    #: Seconds of LibreOffice, which sets a DOCX first.
    office_seconds: int = 120
    #: Pixels of a page's picture: A3 at 300 dpi has 17 million.
    pixels: int = 40_000_000


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What one statement may cost before it is refused."""

    #: Bytes of one text file. The sample has 5,203; a book of 300 pages some 600,000.
    text_bytes: int = 2_000_000
    #: Bytes of one image, and pixels (width times height): an A4 page at 600 dpi has 35 million.
    image_bytes: int = 20_000_000
    image_pixels: int = 40_000_000
    #: Seconds for setting one PDF: a statement in one language, or an annex in Markdown; and for joining and judging
    #: the whole, besides those of each annex. A DOCX is not timed: it is written in one pass.
    seconds: float = 120.0
    annexes: AnnexLimits = AnnexLimits()


@dataclass(frozen=True, kw_only=True)
class Signing:
    """By what signatures are made and judged: none of it is built in."""

    #: The folder of the certificates that are trusted, in PEM or DER: roots of those who sign and of those who stamp the time.
    roots: Path | None = None
    #: The address of the service that stamps the time; empty where there is none.
    tsa: str = ""


@dataclass(frozen=True, kw_only=True)
class _SigningTable:
    """The table [signing] of the settings."""

    roots: str = ""
    tsa: str = ""


@dataclass(frozen=True, kw_only=True)
class Archive:
    """Where the archive is, from the office's folder; and who archives, where nobody is named: "Name <address>"."""

    place: str = "archive"
    by: str = ""


@dataclass(frozen=True, kw_only=True)
class Copies:
    """Where the office's directory of recipients is, from the office's folder: CSV or TOML; and the *country* of the office.

    That is two letters (ISO 3166-1), or "": then each address has its country.
    """

    directory: str = "recipients.csv"
    country: str = ""


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """The folders that a run reads and writes."""

    seeds: Path
    layouts: tuple[Path, ...]
    fonts: Path
    out: Path
    #: Lists of names that contain commas; the office's own after the tool's.
    names: tuple[Path, ...]
    cache: Path
    limits: Limits = Limits()
    signing: Signing = Signing()
    archive: Path = Path("archive")
    archivist: str = ""
    directory: Path = Path("recipients.csv")
    country: str = ""


def as_values(around: Surroundings) -> Surroundings:
    """Return *around* as it may go to another computer: without a path of this one."""
    nowhere = Path()
    return replace(
        around,
        signing=Signing(),
        seeds=nowhere,
        layouts=(),
        fonts=nowhere,
        out=nowhere,
        names=(),
        cache=nowhere,
        archive=nowhere,
        directory=nowhere,
    )


def at_work(values: Surroundings) -> Surroundings:
    """Return *values*, as as_values() gives them, with the fonts of the computer that works."""
    return replace(values, fonts=HOME / "fonts")


def surroundings(office: Path, out: Path | None = None) -> Surroundings:
    """Return the surroundings of a run in the folder *office*.

    The office's own ``layouts/`` comes before the tool's, its ``names.txt`` after the tool's; its
    ``settings.toml`` says what an annex may cost, by what signatures are made and judged, and where the archive and the
    directory of recipients are.
    Fonts are the tool's alone: nothing else is ever embedded.

    Raises:
        Refusal: settings.toml is wrong.
    """
    limits, signing, archive, copies = _settings(office / "settings.toml")
    return Surroundings(
        seeds=office / "seeds",
        layouts=(office / "layouts",) if office.resolve() == HOME else (office / "layouts", HOME / "layouts"),
        fonts=HOME / "fonts",
        out=out or office / "build",
        names=(HOME / "editions" / "reading" / "names.txt", office / "names.txt"),
        limits=limits,
        signing=signing,
        archive=office / archive.place,
        archivist=archive.by,
        directory=office / copies.directory,
        country=copies.country.upper(),
        cache=Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "editions",
    )


def _settings(path: Path) -> tuple[Limits, Signing, Archive, Copies]:
    """Return what the settings in *path* give; the tool's own where they say nothing."""
    if not path.is_file():
        return Limits(), Signing(), Archive(), Copies()
    from editions.toml_source import TomlSource

    try:
        source = TomlSource(path.read_text("utf-8"), where=str(path))
    except (UnicodeDecodeError, OSError) as error:
        raise Refusal(Problem(str(path), f"cannot be read: {error}", "Save it as UTF-8.")) from None
    source.check_keys(source.values, {"annexes", "archive", "copies", "signing"})
    limits, signing, archive, copies = _limits(source), _signing(source, path.parent), _archive(source), _copies(source)
    refuse_if(source.problems)
    return limits, signing, archive, copies


def _limits(source: "TomlSource") -> Limits:
    """Return the limits that *source* gives; what is wrong with them is kept there."""
    table = source.table(source.values, "annexes")
    source.check_record(table, AnnexLimits, "annexes")
    for key, value in table.items():
        if isinstance(value, int) and not isinstance(value, bool) and value < 1:
            source.complain(f"annexes.{key}", f'"{key}" must be 1 or more, not {value}')
    return Limits() if source.problems else Limits(annexes=AnnexLimits(**table))


def _signing(source: "TomlSource", folder: Path) -> Signing:
    """Return what *source*, which lies in *folder*, says of signing; what is wrong with it is kept there."""
    table = source.table(source.values, "signing")
    source.check_record(table, _SigningTable, "signing")
    if source.problems:
        return Signing()
    given = _SigningTable(**table)
    if given.roots and not (folder / given.roots).is_dir():
        source.complain("signing.roots", f'there is no folder "{given.roots}"', "It holds the certificates that are trusted.")
    if given.tsa and not given.tsa.startswith(("http://", "https://")):
        source.complain("signing.tsa", f'"{given.tsa}" is no address', 'As in: tsa = "https://…"')
    return Signing(roots=folder / given.roots if given.roots else None, tsa=given.tsa)


def _archive(source: "TomlSource") -> Archive:
    """Return what *source* says of the archive; what is wrong with it is kept there."""
    table = source.table(source.values, "archive")
    source.check_record(table, Archive, "archive")
    return Archive() if source.problems else Archive(**table)


def _copies(source: "TomlSource") -> Copies:
    """Return what *source* says of copies; what is wrong with it is kept there."""
    table = source.table(source.values, "copies")
    source.check_record(table, Copies, "copies")
    if source.problems:
        return Copies()
    found = Copies(**table)
    if found.country:
        from editions.language import is_country

        if not is_country(found.country):
            source.complain("copies.country", f'"{found.country}" is no country', 'As in: country = "AZ" (ISO 3166-1).')
    return found
