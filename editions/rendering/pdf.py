"""The PDF edition: HTML set by WeasyPrint, tagged, described, with its source inside.

With tagging.py the door to WeasyPrint: its exceptions and its log stop here.
"""

import logging
import os
import re
import signal
import sys
import threading
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import lru_cache, partial
from pathlib import Path
from types import FrameType
from typing import Any
from urllib.parse import unquote

from editions.describing import information
from editions.fonts import faces
from editions.glyphs import alikes
from editions.model.layout import Files, Layout, find
from editions.model.prepared import Places, PreparedStatement
from editions.model.statement import Picture
from editions.problems import MissingRefusal, Problem, Refusal
from editions.rendering.fields import add_fields
from editions.rendering.letters import mend_letters
from editions.rendering.tagging import mend_tags
from editions.rendering.taking_apart import Taken, take_apart
from editions.surroundings import Surroundings

#: The id of a footnote, as html.py gives it.
_NOTE = re.compile(r'<span class="note" id="(note\d+)">')
_ALLOWED = "A layout may use its own files (layout:NAME), a statement its own images; nothing else is read."


def to_pdf(prepared: PreparedStatement, layout: Layout, html: str, css: tuple[str, str], xmp: bytes, around: Surroundings) -> bytes:
    """Return *html*, set with the style sheets *css*, as the bytes of a tagged PDF that carries *xmp* and the source.

    The bytes depend on the arguments and the versions of the libraries alone.

    Raises:
        Refusal: WeasyPrint reported an error, asked for what it may not have, or took too long.
    """
    return to_apart(prepared, layout, html, css, xmp, around)[0]


def to_apart(
    prepared: PreparedStatement, layout: Layout, html: str, css: tuple[str, str], xmp: bytes, around: Surroundings
) -> tuple[bytes, Taken]:
    """Return what to_pdf() returns, and what is drawn in each place of it, where it is a copy.

    Raises:
        Refusal: as with to_pdf.
    """
    load(around.fonts)
    where = f"{prepared.metadata.identifier}.{prepared.metadata.language}"
    fetcher = _fetcher(layout.files, prepared.pictures)
    taken = [Taken()]
    said = _said_by(prepared) if prepared.places else frozenset[str]()
    begin = _taking(taken, prepared.places, where, _doubtful(said, layout, around.fonts)) if prepared.places else _nothing_apart

    def describe(document: Any, pdf: Any) -> None:
        _describe(pdf, prepared, xmp)
        if prepared.fields:
            add_fields(document, pdf, prepared.fields)

    def write(document: Any) -> bytes:
        return _write(document, partial(_attachments, prepared, fetcher), describe, around.fonts, prepared.mark_label, begin, said)

    return _set(html, css, layout, fetcher, _Task(where=where, day=prepared.metadata.date, write=write), around), taken[-1]


def _said_by(prepared: PreparedStatement) -> frozenset[str]:
    """Return the characters of all that *prepared* says itself."""
    return frozenset(repr(replace(prepared, places=None, sources=(), pictures=(), annexes=None)))


def _doubtful(said: frozenset[str], layout: Layout, fonts: Path) -> frozenset[str]:
    """Return the characters of an address that readers may take for others, as a glyph draws both: Cyrillic ә for Latin ə."""
    families = (layout.tokens.address.font, *layout.tokens.text.fallback)
    return frozenset(
        one
        for face in faces(fonts)
        if face.family in families and face.style == "Regular"
        for one, others in alikes(face.path).items()
        if one not in said and not one.isspace() and (min(others) < one or not said.isdisjoint(others))
    )


def _taking(
    taken: list[Taken], places: Places, where: str, doubtful: frozenset[str] = frozenset()
) -> Callable[[Any, Any], Callable[[], None]]:
    """Return what takes a page's places apart and puts what stood in them behind *taken*; it returns what parts them afterwards."""

    def begin(document: Any, pdf: Any) -> Callable[[], None]:
        apart = take_apart(document, pdf, places, where, doubtful)
        taken.append(apart.taken)
        return apart.part

    return begin


def to_sheet(
    html: str, css: tuple[str, str], places: Places, layout: Layout, where: str, day: date, around: Surroundings
) -> tuple[bytes, Taken]:
    """Return *html*, a page with *places*, as the bytes of a PDF, and what is drawn in each of them.

    Raises:
        Refusal: as with to_pdf.
    """
    load(around.fonts)
    taken: list[Taken] = []

    def write(document: Any) -> bytes:
        return _write(document, list, lambda *_: None, around.fonts, "", _taking(taken, places, where))

    return _set(html, css, layout, _fetcher(layout.files), _Task(where=where, day=day, write=write), around), taken[-1]


def to_pages(
    html: str, css: tuple[str, str], pictures: tuple[Picture, ...], layout: Layout, where: str, day: date, around: Surroundings
) -> bytes:
    """Return *html* as the bytes of a tagged PDF that is to be joined to another: nothing describes it.

    Raises:
        Refusal: as with to_pdf.
    """
    load(around.fonts)

    def write(document: Any) -> bytes:
        return _write(document, list, lambda *_: None, around.fonts, "")

    return _set(html, css, layout, _fetcher(layout.files, pictures), _Task(where=where, day=day, write=write), around)


def to_page(html: str, css: tuple[str, str], layout: Layout, where: str, day: date, around: Surroundings) -> bytes | None:
    """Return *html* as the bytes of a PDF of one page; None where it needs more.

    Raises:
        Refusal: as with to_pdf.
    """
    load(around.fonts)
    counts: list[int] = []

    def write(document: Any) -> bytes:
        counts.append(len(document.pages))
        return _write(document, list, lambda *_: None, around.fonts, "")

    content = _set(html, css, layout, _fetcher(layout.files), _Task(where=where, day=day, write=write), around)
    return content if counts == [1] else None


@dataclass(frozen=True, kw_only=True)
class _Task:
    """What is being set, for messages; the date that it bears; and how it is written."""

    where: str
    day: date
    write: Callable[[Any], bytes]


def _set(html: str, css: tuple[str, str], layout: Layout, fetcher: Any, task: _Task, around: Surroundings) -> bytes:
    import weasyprint

    where = task.where
    with _log(where) as problems, _time_limit(around.limits.seconds, where), _source_date(task.day):
        try:
            style, font_config = _parsed(css[0], layout.files)
            running = weasyprint.CSS(string=css[1], font_config=font_config, url_fetcher=fetcher)
            source = weasyprint.HTML(string=html, url_fetcher=fetcher)

            def render(*more: str) -> Any:
                added = [weasyprint.CSS(string=sheet, font_config=font_config, url_fetcher=fetcher) for sheet in more]
                return source.render(stylesheets=[style, running, *added], font_config=font_config)

            content = task.write(_with_all_notes(render, html, where))
        except weasyprint.urls.FatalURLFetchingError as error:
            raise Refusal(Problem(where, f"a resource is missing or not allowed: {error}", _ALLOWED)) from None
    if problems:
        raise Refusal(*problems)
    return content


def _with_all_notes(render: Callable[..., Any], html: str, where: str) -> Any:
    """Return what *render* returns, given style sheets with which no footnote is lost.

    Where WeasyPrint puts notes off to the next page, to keep a paragraph's second line on this one, it forgets
    those that are called in that line. A paragraph that loses one is kept whole, and all is set again.

    Raises:
        Refusal: a footnote is lost nevertheless.
    """
    wanted = set(_NOTE.findall(html))
    whole: set[str] = set()
    while True:
        document = render(*(f":is(p, td, th):has(#{note}) {{ break-inside: avoid }}" for note in sorted(whole)))
        lost = wanted.difference(*(page.anchors for page in document.pages))
        if not lost:
            return document
        if lost <= whole:
            number = min(lost).removeprefix("note")
            raise Refusal(Problem(where, f"footnote {number} finds no place on any page", "Shorten it, or move its call."))
        whole |= lost


def load(fonts: Path) -> Any:
    """Return WeasyPrint, loaded, with the bundled *fonts* in sight and no others.

    Raises:
        MissingRefusal: a system library that it loads is missing.
    """
    # Fontconfig reads this once, when it first looks for a font.
    os.environ["FONTCONFIG_FILE"] = str(fonts / "fonts.conf")
    try:
        with _libraries_by_name():
            import weasyprint
    except OSError as error:
        what = f"a system library is missing: {str(error).splitlines()[0]}"
        remedy = "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 (`editions doctor` tells more)"
        raise MissingRefusal(Problem("this computer", what, remedy)) from None
    return weasyprint


def _nowhere(name: str) -> str | None:  # noqa: ARG001 - as ctypes asks
    return None


@contextmanager
def _libraries_by_name() -> Iterator[None]:
    """Keep Python from looking for shared libraries with the C compiler while WeasyPrint is loaded.

    WeasyPrint tries names of other systems first. For each, ctypes would start ldconfig, gcc and ld,
    some forty programs in all; the name that Linux knows is then found by the loader alone.
    """
    import ctypes.util

    search = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = _nowhere
    try:
        yield
    finally:
        ctypes.util.find_library = search


def _fetcher(files: Files, images: tuple[Picture, ...] = ()) -> Any:
    """Return a fetcher that serves a statement's *images*, the layout's files and what stands in an address itself, nothing else.

    Names come as URLs have them: WeasyPrint quotes what a template left unquoted ("a b.png" is asked for as "a%20b.png").
    """
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    pictures = {picture.file: picture for picture in images}

    class Fetcher(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: object = None) -> Any:  # noqa: ARG002 - WeasyPrint asks with them.
            scheme, _, quoted = url.partition(":")
            name = unquote(quoted)
            if scheme == "statement" and name in pictures:
                return URLFetcherResponse(url, pictures[name].content, {"Content-Type": pictures[name].media_type})
            if scheme == "layout" and (found := find(files, name)):
                return URLFetcherResponse(url, found[1])
            if scheme == "data":
                # What a drawing holds in itself.
                return super().fetch(url)
            raise FatalURLFetchingError(f'"{url[:200]}"')

    return Fetcher(fail_on_errors=True)


@lru_cache(maxsize=8)
def _parsed(css: str, files: Files) -> tuple[Any, Any]:
    """Return the style sheet *css*, parsed, and what WeasyPrint knows of the fonts: kept for the next statement."""
    import weasyprint

    font_config = weasyprint.text.fonts.FontConfiguration()
    return weasyprint.CSS(string=css, font_config=font_config, url_fetcher=_fetcher(files)), font_config


def _nothing_apart(_document: Any, _pdf: Any) -> Callable[[], None]:
    return lambda: None


def _write(
    document: Any,
    attachments: Callable[[], list[Any]],
    describe: Callable[[Any, Any], None],
    fonts: Path,
    code: str,
    begin: Callable[[Any, Any], Callable[[], None]] = _nothing_apart,
    said: frozenset[str] = frozenset(),
) -> bytes:
    """Return *document*, set in *fonts*, as the bytes of a PDF with *attachments*.

    *describe* adds to it, when its tags are whole, what only an edition has: what it is, and its fields.

    *code* is the alternative text of the code in the foot of its pages. *begin* works on it before its tags are mended, and
    returns what is to be done once they are. *said* are the characters of a statement that is copied, which go before those of
    its addresses.

    The streams that pydyf makes last, of objects and of references, may end in a carriage return as
    any other; an empty object more makes them others. One file in 128 needs a second try.
    """

    def finish(rendered: Any, pdf: Any, spare: int) -> None:
        mend_letters(pdf, fonts, said)
        end = begin(rendered, pdf)

        def conclude() -> None:
            describe(rendered, pdf)
            end()

        _finish(rendered, pdf, conclude, spare, code)

    for spare in range(20):
        content: bytes = document.write_pdf(
            pdf_variant="pdf/a-3a",
            # Made anew for each try: WeasyPrint uses them up.
            attachments=attachments(),
            finisher=partial(finish, spare=spare),
        )
        if b"\r\nendstream" not in content:
            break
    return content


def _attachments(prepared: PreparedStatement, fetcher: Any) -> list[Any]:
    import weasyprint

    stamp = datetime(prepared.metadata.date.year, prepared.metadata.date.month, prepared.metadata.date.day, tzinfo=UTC)
    return [
        weasyprint.Attachment(
            string=source.content,
            name=source.name,
            description="Source of this statement",
            relationship="Source",
            created=stamp,
            modified=stamp,
            url_fetcher=fetcher,
        )
        # WeasyPrint enters them into a name tree as they come, and readers look names up by halving it (ISO 32000-1, 7.9.6).
        for source in sorted(prepared.sources, key=lambda source: _as_written(source.name))
    ]


def _as_written(name: str) -> bytes:
    """Return *name* as the bytes of a string in a PDF: pydyf's way."""
    return name.encode("ascii") if name.isascii() else b"\xfe\xff" + name.encode("utf-16-be")


def _describe(pdf: Any, prepared: PreparedStatement, xmp: bytes) -> None:
    """Write into *pdf* the one XMP packet, and Info."""
    import pydyf

    pdf.info.clear()
    pdf.info.update({key: pydyf.String(value) for key, value in information(prepared.metadata).items()})
    packet = pydyf.Stream([xmp], {"Type": "/Metadata", "Subtype": "/XML"}, compress=False)
    pdf.add_object(packet)
    pdf.catalog["Metadata"] = packet.reference


def _finish(document: Any, pdf: Any, describe: Callable[[], None], spare: int, code: str) -> None:
    """Write into *pdf* what WeasyPrint cannot: associated files, whole tags.

    *spare* is the number of empty objects to add, *code* the alternative text of the code in the foot of the pages.
    """
    import pydyf

    # WeasyPrint lists each associated file twice, by name and as an object.
    if files := dict.fromkeys(pdf.catalog.pop("AF", ())):
        pdf.catalog["AF"] = pydyf.Array(files)
    mend_tags(document, pdf, code)
    describe()
    for item in pdf.objects:
        if isinstance(item, pydyf.Stream) and item.compress:
            _deflate(item)
    for _ in range(spare):
        pdf.add_object(pydyf.Dictionary())


def _deflate(stream: Any) -> None:
    """Compress *stream* here and now, unless the result would end in a carriage return.

    That one "page" takes for the end of the line before "endstream", and counts a byte too few.
    """
    stream.compress = False
    content = stream.data.split(b"\nstream\n", 1)[1].removesuffix(b"\nendstream")
    deflated = zlib.compress(content)
    if not deflated.endswith(b"\r"):
        stream.stream = [deflated]
        stream.extra["Filter"] = "/FlateDecode"


@contextmanager
def _log(where: str) -> Iterator[list[Problem]]:
    """Collect what WeasyPrint logs at level ERROR or above: it says some faults nowhere else."""
    problems: list[Problem] = []

    class Listener(logging.Handler):
        def emit(self, entry: logging.LogRecord) -> None:
            problems.append(Problem(where, f"WeasyPrint: {entry.getMessage()}", "Mend the source or the layout's template."))

    logger, listener = logging.getLogger("weasyprint"), Listener(logging.ERROR)
    handlers, propagate = logger.handlers[:], logger.propagate
    logger.handlers, logger.propagate = [listener], False
    try:
        yield problems
    finally:
        logger.handlers, logger.propagate = handlers, propagate


@contextmanager
def _time_limit(seconds: float, where: str) -> Iterator[None]:
    """Stop the block after *seconds*: some inputs would never end. Works in a main thread."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise Refusal(
            Problem(where, f"rendering was stopped after {seconds:g} s", "Divide the statement, or simplify its largest table or image.")
        )

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGALRM, stop)
    # Again each second: what is raised while Pango calls back is lost.
    signal.setitimer(signal.ITIMER_REAL, seconds, 1.0)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def _source_date(day: date) -> Iterator[None]:
    """Let libraries that write the current time into a file write *day*."""
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = str(int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()))
    try:
        yield
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]
        else:
            os.environ["SOURCE_DATE_EPOCH"] = before
