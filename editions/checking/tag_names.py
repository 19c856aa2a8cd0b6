"""What the tags of a PDF are called in a finding: a press officer knows headings and items, and no H1 and no LBody."""

_NAMES = {
    "Document": "the document", "DocumentFragment": "a part of the document", "Part": "a part of the document", "Art": "an article",
    "Sect": "a section", "Div": "a division", "NonStruct": "a division", "Private": "a division", "BlockQuote": "a quotation",
    "Caption": "a caption", "TOC": "a table of contents", "TOCI": "a line of a table of contents", "Index": "an index",
    "H": "a heading", "P": "a paragraph", "L": "a list", "LI": "an item of a list", "Lbl": "the mark of an item",
    "LBody": "the body of an item", "Table": "a table", "TR": "a row of a table", "TH": "a header cell", "TD": "a cell",
    "THead": "the head of a table", "TBody": "the body of a table", "TFoot": "the foot of a table", "Span": "words within a line",
    "Quote": "quoted words", "Note": "a footnote", "Reference": "a reference", "BibEntry": "an entry of a bibliography", "Code": "code",
    "Link": "a link", "Annot": "an annotation", "Ruby": "annotated words", "Warichu": "words in half lines", "Figure": "an image",
    "Formula": "a formula", "Form": "a field of a form", "Title": "a title", "Em": "stressed words", "Strong": "stressed words",
}  # fmt: skip


def in_words(tag: str) -> str:
    """Return what *tag*, a standard structure type (ISO 32000-1, 14.8.4), is in words; any other in quotation marks."""
    if tag[:1] == "H" and tag[1:].isdecimal():
        return f"a heading of level {tag[1:]}"
    return _NAMES.get(tag, f'something tagged "{tag}"')
