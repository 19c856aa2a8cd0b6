"""What an XMP packet says (ISO 16684-1): properties by their customary names, and the standards that it claims."""

from collections.abc import Mapping
from xml.etree import ElementTree

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_PREFIXES = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://ns.adobe.com/xap/1.0/": "xmp",
    "http://ns.adobe.com/xap/1.0/mm/": "xmpMM",
    "http://ns.adobe.com/pdf/1.3/": "pdf",
    "http://www.aiim.org/pdfa/ns/id/": "pdfaid",
    "http://www.aiim.org/pdfua/ns/id/": "pdfuaid",
}


def properties_of(packet: bytes) -> dict[str, str]:
    """Return the properties of *packet* by their names ("dc:title"); several values are parted by "; ".

    A packet that is no XML has none: the rule for metadata says so.
    """
    try:
        root = ElementTree.fromstring(packet)  # noqa: S314 - expat bounds entities; none is fetched
    except ElementTree.ParseError:
        return {}
    found: dict[str, str] = {}
    for description in root.iter(f"{_RDF}Description"):
        for name, value in description.attrib.items():
            if name != f"{_RDF}about":
                found[_short(name)] = value
        for child in description:
            found[_short(child.tag)] = _value(child)
    return found


def _short(name: str) -> str:
    space, _, local = name.removeprefix("{").partition("}")
    return f"{_PREFIXES[space]}:{local}" if space in _PREFIXES else name


def _value(element: ElementTree.Element) -> str:
    items = [item.text or "" for item in element.iter(f"{_RDF}li")]
    return "; ".join(items) if items else (element.text or "").strip()


def claims_of(properties: Mapping[str, str]) -> tuple[str, ...]:
    """Return the standards that *properties* claim: "PDF/A-3a", "PDF/UA-1"."""
    claims = []
    if "pdfaid:part" in properties:
        claims.append(f"PDF/A-{properties['pdfaid:part']}{properties.get('pdfaid:conformance', '').lower()}")
    if "pdfuaid:part" in properties:
        claims.append(f"PDF/UA-{properties['pdfuaid:part']}")
    return tuple(claims)
