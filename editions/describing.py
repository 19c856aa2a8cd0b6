"""One record of an edition, written everywhere: the XMP packet, and dates as each format writes them."""

from collections.abc import Iterable
from datetime import date
from html import escape as escape_html

from editions import __version__
from editions.model.prepared import Metadata

PRODUCER = f"editions {__version__}"

# The extension schema that PDF/A-3 asks for where a property is not predefined (ISO 19005-3, 6.6.2.3.3).
_EXTENSION = """\
  <rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
      xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
   <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
    <pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
    <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
    <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
    <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
     <pdfaProperty:name>part</pdfaProperty:name>
     <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
     <pdfaProperty:category>internal</pdfaProperty:category>
     <pdfaProperty:description>Part of ISO 14289 to which the file conforms</pdfaProperty:description>
    </rdf:li></rdf:Seq></pdfaSchema:property>
   </rdf:li></rdf:Bag></pdfaExtension:schemas>
  </rdf:Description>
"""


def _part_3(level: str) -> str:
    """Return the identification of PDF/A-3 at conformance *level* (ISO 19005-3, 6.6.4)."""
    return (
        '  <rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">\n'
        f"   <pdfaid:part>3</pdfaid:part>\n   <pdfaid:conformance>{level}</pdfaid:conformance>\n  </rdf:Description>\n"
    )


_CLAIMS = {
    "PDF/A-3a": _part_3("A"),
    "PDF/A-3u": _part_3("U"),
    "PDF/A-3b": _part_3("B"),
    "PDF/UA-1": (
        '  <rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">\n'
        "   <pdfuaid:part>1</pdfuaid:part>\n  </rdf:Description>\n"
    ),
}


def xmp_packet(metadata: Metadata, claims: Iterable[str]) -> bytes:
    """Return the XMP packet of *metadata*, claiming each standard of *claims* ("PDF/A-3a", "PDF/A-3u", "PDF/A-3b", "PDF/UA-1").

    Uncompressed and without padding (ISO 16684-1): nothing is ever edited in place.
    """
    claimed = list(claims)
    identifications = "".join(_CLAIMS[claim] for claim in claimed) + (_EXTENSION if "PDF/UA-1" in claimed else "")
    stamp = timestamp(metadata.date)
    keywords = "".join(f"<rdf:li>{escape(word)}</rdf:li>" for word in metadata.keywords)
    subjects = f"   <dc:subject><rdf:Bag>{keywords}</rdf:Bag></dc:subject>\n" if keywords else ""
    joined = f"   <pdf:Keywords>{escape(', '.join(metadata.keywords))}</pdf:Keywords>\n" if keywords else ""
    mark = f"   <xmp:Identifier><rdf:Bag><rdf:li>{metadata.mark}</rdf:li></rdf:Bag></xmp:Identifier>\n" if metadata.mark else ""
    return f"""\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
{identifications}  <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
      xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
   <dc:format>application/pdf</dc:format>
   <dc:identifier>{escape(metadata.identifier)}</dc:identifier>
{mark}   <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(metadata.title)}</rdf:li></rdf:Alt></dc:title>
   <dc:creator><rdf:Seq><rdf:li>{escape(metadata.author)}</rdf:li></rdf:Seq></dc:creator>
   <dc:description><rdf:Alt><rdf:li xml:lang="x-default">{escape(metadata.subject)}</rdf:li></rdf:Alt></dc:description>
   <dc:language><rdf:Bag><rdf:li>{escape(metadata.language)}</rdf:li></rdf:Bag></dc:language>
{subjects}   <dc:date><rdf:Seq><rdf:li>{metadata.date.isoformat()}</rdf:li></rdf:Seq></dc:date>
   <xmp:CreateDate>{stamp}</xmp:CreateDate>
   <xmp:ModifyDate>{stamp}</xmp:ModifyDate>
   <xmp:MetadataDate>{stamp}</xmp:MetadataDate>
   <xmp:CreatorTool>{PRODUCER}</xmp:CreatorTool>
{joined}   <pdf:Producer>{PRODUCER}</pdf:Producer>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>""".encode()


def information(metadata: Metadata) -> dict[str, str]:
    """Return the entries of the PDF's Info dictionary (ISO 32000-1, 14.3.3), equal to the XMP packet's."""
    stamp = f"D:{metadata.date.isoformat().replace('-', '')}000000Z"
    entries = {
        "Title": metadata.title,
        "Author": metadata.author,
        "Subject": metadata.subject,
        "Keywords": ", ".join(metadata.keywords),
        "Creator": PRODUCER,
        "Producer": PRODUCER,
        "CreationDate": stamp,
        "ModDate": stamp,
    }
    return {key: value for key, value in entries.items() if value}


def escape(text: str) -> str:
    """Return *text* as XML content; quotes stay as they are."""
    return escape_html(text, quote=False)


def timestamp(day: date) -> str:
    """Return *day* at midnight UTC, in the W3C profile of ISO 8601: only the date is known."""
    return f"{day.isoformat()}T00:00:00Z"
