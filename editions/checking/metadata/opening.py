"""What a PDF tells the program that shows it: how to open it, what to do by itself, what its window hides."""

from collections.abc import Iterator, Mapping

from editions.checking.ours import is_our_pdf
from editions.checking.rules import Case, Hit, rule

#: Entries of the catalog that an edition may have (ISO 32000-1, table 28): its parts, tags, properties, bookmarks and
#: files; fields and their signatures; layers of annexes.
CATALOG = frozenset(
    ("Type", "Version", "Pages", "PageLabels", "Names", "Dests", "Outlines", "ViewerPreferences", "AcroForm", "Metadata", "Lang",
     "StructTreeRoot", "MarkInfo", "OutputIntents", "OCProperties", "AF", "Perms", "DSS", "Extensions")
)  # fmt: skip
#: Entries of a page that an edition may have (ISO 32000-1, table 30).
PAGE = frozenset(
    ("Type", "Parent", "Resources", "MediaBox", "CropBox", "BleedBox", "TrimBox", "ArtBox", "Contents", "Rotate", "Group", "Annots",
     "StructParents", "Tabs", "UserUnit", "PieceInfo")
)  # fmt: skip
#: Entries of the catalog, and of a page, that tell a program what to do.
TOLD: Mapping[str, str] = {
    "OpenAction": "what it does when it is opened",
    "AA": "what it does on events",
    "PageMode": "what is shown beside its pages",
    "PageLayout": "how its pages are laid out",
    "URI": "what its links are read from",
    "Threads": "in what order its articles are read",
    "SpiderInfo": "where it was captured from",
    "PieceInfo": "data of a program",
    "Legal": "what it would do by itself",
    "Requirements": "what a program must be able to do",
    "Collection": "that it is a folder of files",
    "NeedsRendering": "that it is drawn anew",
}
TOLD_OF_PAGES: Mapping[str, str] = {
    "Trans": "how it comes into sight",
    "Dur": "how long it is shown",
    "AA": "what it does on events",
    "Thumb": "a small picture of itself, which may be another",
    "PresSteps": "that it is shown step by step",
    "PZ": "how large it is shown",
    "B": "in what order its articles are read",
    "VP": "how it is measured",
    "TemplateInstantiated": "that it was made from a template",
}
#: Values by which nothing is told: those that hold where the entry is absent; and bookmarks, which may be shown.
_HARMLESS = {"PageMode": ("UseNone", "UseOutlines"), "PageLayout": ("SinglePage",)}
#: What a window may be told: to show the title in place of the file's name, and to turn pages from right to left.
_PREFERENCES = ("Type", "DisplayDocTitle", "Direction")


@rule(
    "viewer-told",
    "The file opens as any other does, and does nothing by itself.",
    family="metadata",
    needs=("pdf",),
    clause="ISO 32000-1, 7.7.2, 7.7.3.3 and 12.2",
)
def _viewer_told(case: Case) -> Iterator[Hit]:
    """A PDF can open over the whole screen, at some page, with the window's bars hidden, turn its pages by itself, or run an
    action. Readers are taken aback, and a screen reader loses its place. An edition tells a program one thing alone: to show
    its title. Of a file that this program did not make, it is noted.
    """
    if (pdf := case.pdf) is None:
        return
    severity = "" if is_our_pdf(pdf) else "note"
    for name, what in TOLD.items():
        if name != "PieceInfo" and name in pdf.catalog and pdf.catalog[name] not in _HARMLESS.get(name, ()):
            yield Hit(message=f"the file says {what}{_named(name, pdf.catalog[name])}", severity=severity)
    for name in sorted(set(pdf.preferences) - set(_PREFERENCES)):
        yield Hit(message=f"the file tells a reader's window {name}: {pdf.preferences[name]}", severity=severity)
    for number, entries in enumerate(pdf.entries, 1):
        for name, what in TOLD_OF_PAGES.items():
            if name in entries:
                yield Hit(message=f"the page says {what}{_named(name, entries[name])}", page=number, severity=severity)


def _named(name: str, value: str) -> str:
    return f" ({name}: {value})" if value else f" ({name})"


RULES = (_viewer_told,)
