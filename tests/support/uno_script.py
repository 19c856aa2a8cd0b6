"""Drives a running LibreOffice; run by the system's Python, which has the module uno (Debian: python3-uno), never imported.

Reads one JSON object from standard input: the ``pipe`` on which LibreOffice listens, and ``jobs``, each with the paths of
the document to open (``source``) and to write (``target``), and its ``steps``: the name of a function below, then its
arguments. The author of tracked changes is the one that the profile names.
"""

import json
import sys
import time
from pathlib import Path
from typing import Any

import uno  # type: ignore[import-not-found]
from com.sun.star.awt.FontSlant import ITALIC  # type: ignore[import-not-found]
from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found]

_BOLD = 150.0
_SECONDS = 60


def connected(pipe: str) -> Any:
    """Return the context of the LibreOffice that listens on *pipe*, once it does."""
    resolver = uno.getComponentContext().ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
    end = time.monotonic() + _SECONDS
    while True:
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)


def values(**named: object) -> tuple[Any, ...]:
    """Return *named* as properties."""
    return tuple(PropertyValue(Name=name, Value=value) for name, value in named.items())


class Document:
    """A document that is open; every method but ``save`` and ``close`` is a step."""

    def __init__(self, context: Any, path: str) -> None:
        manager = context.ServiceManager
        self._dispatcher = manager.createInstance("com.sun.star.frame.DispatchHelper")
        desktop = manager.createInstance("com.sun.star.frame.Desktop")
        self._document = desktop.loadComponentFromURL(Path(path).as_uri(), "_blank", 0, values(Hidden=True))
        self._frame = self._document.CurrentController.Frame

    def save(self, path: str) -> None:
        """Write the document to *path* as a DOCX."""
        self._document.storeToURL(Path(path).as_uri(), values(FilterName="MS Word 2007 XML"))

    def close(self) -> None:
        """Close the document."""
        self._document.close(True)

    def insert(self, text: str, where: str, words: str) -> None:
        """Put *text* in "before" or "after" (*where*) the first place that says *words*."""
        found = self._found(words)
        found.Text.insertString(found.Start if where == "before" else found.End, text, False)

    def delete(self, words: str) -> None:
        """Take *words* out."""
        self._found(words).setString("")

    def bold(self, words: str) -> None:
        """Make *words* bold."""
        self._found(words).CharWeight = _BOLD

    def italic(self, words: str) -> None:
        """Make *words* italic."""
        self._found(words).CharPosture = ITALIC

    def paragraph(self, text: str, words: str) -> None:
        """Put a paragraph that says *text* behind the one that says *words*; it is of the same kind."""
        cursor = self._paragraph(words)
        cursor.gotoEndOfParagraph(False)
        cursor.Text.insertControlCharacter(cursor, uno.getConstantByName("com.sun.star.text.ControlCharacter.PARAGRAPH_BREAK"), False)
        cursor.Text.insertString(cursor, text, False)

    def delete_paragraph(self, words: str) -> None:
        """Take out the paragraph that says *words*, with its end."""
        cursor = self._paragraph(words)
        cursor.gotoNextParagraph(True)
        cursor.setString("")

    def move_paragraph(self, words: str, command: str, times: int) -> None:
        """Move the paragraph that says *words* "Up" or "Down" (*command*) *times* times, as the keys do."""
        self._select(self._found(words).Start)
        for _ in range(times):
            self.dispatch(f".uno:Move{command}")

    def track(self, on: bool) -> None:
        """Track what is changed from here on, or do not."""
        self._document.RecordChanges = on

    def accept_all(self) -> None:
        """Accept every tracked change."""
        self.dispatch(".uno:AcceptAllTrackedChanges")

    def reject_all(self) -> None:
        """Reject every tracked change."""
        self.dispatch(".uno:RejectAllTrackedChanges")

    def dispatch(self, command: str, **named: object) -> None:
        """Do what *command* of LibreOffice's menus does, as in ".uno:SelectAll"."""
        self._dispatcher.executeDispatch(self._frame, command, "", 0, values(**named))

    def _found(self, words: str) -> Any:
        search = self._document.createSearchDescriptor()
        search.SearchString, search.SearchCaseSensitive = words, True
        found = self._document.findFirst(search)
        if found is None:
            raise LookupError(f"the document does not say {words!r}")
        return found

    def _paragraph(self, words: str) -> Any:
        found = self._found(words)
        cursor = found.Text.createTextCursorByRange(found.Start)
        cursor.gotoStartOfParagraph(False)
        return cursor

    def _select(self, place: Any) -> None:
        self._document.CurrentController.select(place)


def main() -> None:
    """Do the jobs."""
    asked = json.load(sys.stdin)
    context = connected(asked["pipe"])
    for job in asked["jobs"]:
        document = Document(context, job["source"])
        for name, *arguments in job["steps"]:
            getattr(document, name)(*arguments)
        document.save(job["target"])
        document.close()
    context.ServiceManager.createInstance("com.sun.star.frame.Desktop").terminate()


if __name__ == "__main__":
    main()
