"""A DOCX as Google Docs would give it back, made by hand: no content controls, no data beside the text, no style but its own.

It is no file of Google's: what that program does was taken from what its users report, and from the files that it exports.
Styles of ours become "Normal" with their look set by hand on each paragraph and run; lists keep their numbers.
"""

import io
import zipfile

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NS = {"w": _W[1:-1]}
_STYLES = (
    f'<w:styles xmlns:w="{_W[1:-1]}">'
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial"/><w:sz w:val="22"/></w:rPr>'
    '</w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Table Normal"/></w:style></w:styles>'
)
#: What it does not keep: the source that an edition carries, and its custom properties.
_GONE = ("customXml/", "docProps/custom.xml")


def through_google_docs(docx: bytes) -> bytes:
    """Return *docx* as Google Docs would export it after opening it."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        looks = _looks(etree.fromstring(source.read("word/styles.xml")))
        for name in source.namelist():
            content = source.read(name)
            if name.startswith(_GONE):
                continue
            if name == "word/styles.xml":
                content = _STYLES.encode()
            elif name in ("word/document.xml", "word/footnotes.xml"):
                content = _without_styles(etree.fromstring(content), looks)
            elif name.endswith(".rels") or name == "[Content_Types].xml":
                content = _without_parts(etree.fromstring(content))
            target.writestr(name, content)
    return stream.getvalue()


def _looks(styles: etree._Element) -> dict[str, frozenset[str]]:
    """Return for each style whether it is bold ("b") and italic ("i"), with what it is based on."""
    found = {style.get(f"{_W}styleId"): style for style in styles.iterfind("w:style", _NS)}

    def look(identifier: str | None) -> frozenset[str]:
        style = found.get(identifier)
        if style is None:
            return frozenset()
        based = style.find("w:basedOn", _NS)
        inherited = look(based.get(f"{_W}val")) if based is not None else frozenset()
        own = {mark: style.find(f"w:rPr/w:{mark}", _NS) for mark in ("b", "i")}
        return frozenset(
            mark for mark in "bi" if (own[mark].get(f"{_W}val") not in ("0", "false") if own[mark] is not None else mark in inherited)
        )

    return {identifier: look(identifier) for identifier in found if identifier}


def _without_styles(root: etree._Element, looks: dict[str, frozenset[str]]) -> bytes:
    for control in list(root.iter(f"{_W}sdt")):
        content = control.find("w:sdtContent", _NS)
        for child in list(content):
            control.addprevious(child)
        control.getparent().remove(control)
    for paragraph in root.iter(f"{_W}p"):
        style = paragraph.find("w:pPr/w:pStyle", _NS)
        around = looks.get(style.get(f"{_W}val"), frozenset()) if style is not None else frozenset()
        if style is not None:
            style.set(f"{_W}val", "Normal")
            spacing = etree.SubElement(style.getparent(), f"{_W}jc")
            spacing.set(f"{_W}val", "left")
        for run in paragraph.iter(f"{_W}r"):
            _set_by_hand(run, around, looks)
    for style in root.iter(f"{_W}tblStyle"):
        style.set(f"{_W}val", "TableNormal")
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _set_by_hand(run: etree._Element, around: frozenset[str], looks: dict[str, frozenset[str]]) -> None:
    """Give *run* the look that its style and that of its paragraph gave it."""
    properties = run.find("w:rPr", _NS)
    named = properties.find("w:rStyle", _NS) if properties is not None else None
    style = named.get(f"{_W}val") if named is not None else ""
    if properties is not None:
        run.remove(properties)
    marks = around ^ looks.get(style, frozenset())
    linked = '<w:color w:val="1155CC"/><w:u w:val="single"/>' if style == "EditionsLink" else ""
    raised = '<w:vertAlign w:val="superscript"/>' if style == "EditionsFootnoteCall" else ""
    bold = "".join(f"<w:{mark}/>" for mark in sorted(marks))
    font = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/>'
    run.insert(0, etree.fromstring(f'<w:rPr xmlns:w="{_W[1:-1]}">{font}{bold}{linked}<w:sz w:val="23"/>{raised}</w:rPr>'))


def _without_parts(root: etree._Element) -> bytes:
    for entry in list(root):
        if "customXml" in (entry.get("Target") or "") or any(
            part in (entry.get("Target") or entry.get("PartName") or "") for part in _GONE
        ):
            root.remove(entry)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
