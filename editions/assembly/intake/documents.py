"""What a Word document holds beside its words, before LibreOffice opens it."""

import zipfile
from io import BytesIO
from typing import Any
from xml.etree import ElementTree

from editions.apart import Answer
from editions.assembly.intake.unfit import Unfit

_NAMESPACE = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


def look_inside(content: bytes, _: dict[str, Any]) -> Answer:
    """Return what of the DOCX *content* does not come along.

    Raises:
        Unfit: it is damaged, or shows what would be fetched from elsewhere.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            names = package.namelist()
            for name in names:
                if name.endswith(".rels"):
                    _check_relations(package.read(name))
    except (zipfile.BadZipFile, ElementTree.ParseError, OSError, ValueError) as error:
        raise Unfit(f"the document is damaged: {error}", "Save it anew in Word.") from None
    return {"removals": [{"what": "macros"}] if any("vbaProject" in name for name in names) else []}, b""


def _check_relations(markup: bytes) -> None:
    for relation in ElementTree.fromstring(markup).iter(_NAMESPACE):  # noqa: S314 - expat bounds entities; none is fetched
        kind = relation.get("Type", "").rpartition("/")[2]
        if relation.get("TargetMode") == "External" and kind not in ("hyperlink", "attachedTemplate"):
            what = f'the document shows "{relation.get("Target", "")[:80]}", which is not in it'
            raise Unfit(what, "Embed it in Word, and save the document anew.")
