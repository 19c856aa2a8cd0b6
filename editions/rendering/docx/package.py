"""The package around the parts: the layout's base document in, reproducible bytes out."""

import io
import zipfile
from typing import Any

from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from lxml.etree import XMLSyntaxError

from editions.model.layout import Layout
from editions.problems import Problem, Refusal

#: The first moment that a ZIP can say: entries carry no time of their own.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


def open_base(layout: Layout) -> Any:
    """Return the layout's base document, opened.

    Its parts lie in the layout's folder ``base/``, each as a file of its own.

    Raises:
        Refusal: a part is missing or is not XML.
    """
    parts = {full.split("/", 3)[3]: content for full, content in reversed(layout.files) if full.split("/", 2)[2].startswith("base/")}
    try:
        return Document(io.BytesIO(_zipped(parts)))
    except (XMLSyntaxError, KeyError, ValueError, PackageNotFoundError) as error:
        raise Refusal(
            Problem(layout.where, f"the base document is damaged: {error}", "Compare its folder base/ with that of the layout plain.")
        ) from None


def pack(document: Any) -> bytes:
    """Return *document* as bytes that are the same for the same parts."""
    stream = io.BytesIO()
    document.save(stream)
    with zipfile.ZipFile(stream) as written:
        parts = {name: written.read(name) for name in written.namelist()}
    return _zipped(parts)


def _zipped(parts: dict[str, bytes]) -> bytes:
    """Return *parts* as a ZIP: the content types first, as readers expect, then by name."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts, key=lambda name: (name != "[Content_Types].xml", name)):
            entry = zipfile.ZipInfo(name, _NO_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, parts[name])
    return stream.getvalue()
