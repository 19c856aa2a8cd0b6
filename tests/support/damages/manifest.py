"""The manifest, and the folder and source that it speaks of."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from editions.checking.rules import Case
from tests.support.cases import Damage, in_folder, in_manifest, with_docx, with_manifest_file, with_pdf


def _set(*path: str | int, to: object) -> Callable[[Case], Case]:
    """Return what sets the value at *path* of the manifest."""

    def change(manifest: Any) -> None:
        for step in path[:-1]:
            manifest = manifest[step]
        assert manifest[path[-1]] != to
        manifest[path[-1]] = to

    return in_manifest(change)


def _drop(*path: str | int) -> Callable[[Case], Case]:
    def change(manifest: Any) -> None:
        for step in path[:-1]:
            manifest = manifest[step]
        del manifest[path[-1]]

    return in_manifest(change)


def _input(name: str, digest: str | None) -> Callable[[Case], Case]:
    """Return what makes the source file *name* one of another *digest*, or takes it away."""

    def apply(case: Case) -> Case:
        assert case.inputs.get(name) != digest
        rest = {key: value for key, value in case.inputs.items() if key != name}
        return replace(case, inputs=rest if digest is None else {**rest, name: digest})

    return apply


def _cut_short(case: Case) -> Case:
    return with_manifest_file(case, case.files["edition.json"][:200])


def _append_pdf(case: Case) -> Case:
    return with_pdf(case, case.pdf_bytes + b"\n", listed=False)


def _touch_docx(case: Case) -> Case:
    # The time of the first entry of the archive: what Word changes at each save.
    content = bytearray(case.docx_bytes)
    content[10] ^= 1
    return with_docx(case, bytes(content), listed=False)


def _list_twice(manifest: Any) -> None:
    manifest["outputs"].append(dict(manifest["outputs"][0]))


def _newer_library(case: Case) -> Case:
    return replace(case, tools={**case.tools, "weasyprint": "71.0"})


def _nest(case: Case) -> Case:
    return with_manifest_file(case, b"[" * 100_000)


def _unreadable(case: Case) -> Case:
    return replace(case, docx=None, unreadable={case.docx_name: "the document is damaged"})


def _without_manifest(case: Case) -> Case:
    return replace(in_folder("edition.json", None)(case), manifest=None)


def _forbidden(case: Case) -> Case:
    files = {name: content for name, content in case.files.items() if name != case.pdf_name}
    return replace(case, pdf=None, files=files, unreadable={case.pdf_name: "it cannot be read: Permission denied"})


_OTHER = "0" * 64
DAMAGES = (
    Damage(name="the manifest is cut short", rule="manifest-malformed", apply=_cut_short),
    Damage(name="the manifest is nested without end", rule="manifest-malformed", apply=_nest),
    Damage(name="the manifest is a list", rule="manifest-malformed", apply=lambda case: with_manifest_file(case, b"[]")),
    Damage(name="the manifest has no id", rule="manifest-malformed", apply=_drop("id")),
    Damage(name="the manifest has no outputs", rule="manifest-malformed", apply=_drop("outputs")),
    Damage(name="an output has no digest", rule="manifest-malformed", apply=_drop("outputs", 0, "sha256")),
    Damage(name="an annex has no pages in the manifest", rule="manifest-malformed", apply=_drop("outputs", 0, "annexes", 0, "pages")),
    Damage(name="the manifest's inputs are a text", rule="manifest-malformed", apply=_set("inputs", to="none")),
    Damage(name="the size of a file is a text", rule="manifest-malformed", apply=_set("outputs", 0, "bytes", to="12")),
    Damage(name="the manifest's date is of no calendar", rule="manifest-malformed", apply=_set("date", to="2022-02-30")),
    Damage(name="an output lies outside the folder", rule="manifest-malformed", apply=_set("outputs", 0, "file", to="../x.pdf")),
    Damage(name="a digest is not one", rule="manifest-malformed", apply=_set("outputs", 1, "sha256", to="abc")),
    Damage(name="a file is listed twice", rule="manifest-malformed", apply=in_manifest(_list_twice)),
    Damage(name="the manifest has another id", rule="manifest-mistaken", apply=_set("id", to="2022-01-20-aniversary")),
    Damage(name="the manifest has another date", rule="manifest-mistaken", apply=_set("date", to="2022-01-21")),
    Damage(name="the manifest names another layout", rule="manifest-mistaken", apply=_set("layout", to="plane")),
    Damage(name="an output is listed in another language", rule="manifest-mistaken", apply=_set("outputs", 0, "language", to="fr")),
    Damage(name="an output is listed in another format", rule="manifest-mistaken", apply=_set("outputs", 1, "format", to="pdf")),
    Damage(name="the DOCX is damaged", rule="file-unreadable", apply=_unreadable),
    Damage(name="the PDF may not be read", rule="file-unreadable", apply=_forbidden),
    Damage(name="the PDF was saved again", rule="output-altered", apply=_append_pdf),
    Damage(name="one byte of the DOCX is another", rule="output-altered", apply=_touch_docx),
    Damage(name="the digest of the PDF is another", rule="output-altered", apply=_set("outputs", 0, "sha256", to=_OTHER)),
    Damage(name="the size of the DOCX is another", rule="output-altered", apply=_set("outputs", 1, "bytes", to=1)),
    Damage(name="the PDF is gone", rule="output-missing", apply=in_folder("2022-01-20-anniversary.en.pdf", None)),
    Damage(name="the DOCX is gone", rule="output-missing", apply=in_folder("2022-01-20-anniversary.en.docx", None)),
    Damage(name="the PDF is not listed in its language", rule="edition-missing", apply=_set("outputs", 0, "language", to="az")),
    Damage(name="the text was changed since", rule="source-newer", apply=_input("statement/en.md", _OTHER)),
    Damage(name="an annex was added since", rule="source-newer", apply=_input("statement/annexes/more.pdf", _OTHER)),
    Damage(name="an annex was removed since", rule="source-newer", apply=_input("statement/annexes/dates.pdf", None)),
    Damage(name="a font was exchanged since", rule="source-newer", apply=_input("fonts/Tinos-Regular.ttf", _OTHER)),
    Damage(name="the style sheet was changed since", rule="source-newer", apply=_input("layouts/plain/style.css", _OTHER)),
    Damage(name="a library is newer", rule="tools-differ", apply=_newer_library),
    Damage(name="the program is another", rule="tools-differ", apply=_input("editions", _OTHER)),
    Damage(name="a signed copy of no language lies beside the edition", rule="file-strange", apply=in_folder("x.signed.pdf", b"x")),
    Damage(name="a draft lies beside the edition", rule="file-strange", apply=in_folder("draft.docx", b"x")),
    Damage(name="the manifest is gone", rule="manifest-missing", apply=_without_manifest),
    Damage(name="the manifest no longer lists the PDF", rule="output-unlisted", apply=_drop("outputs", 0)),
    Damage(name="the manifest no longer lists the DOCX", rule="output-unlisted", apply=_drop("outputs", 1)),
)
