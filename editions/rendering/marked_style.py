"""The style sheet of the marks of what changed, on paper: each can be told from the others in black and white."""

from editions.model.layout import Layout
from editions.rendering.html import corners, css_string

_LEGEND = "Underlined: put in. Struck out: taken out. Twice: moved. A bar: something changed."
#: How far out of the text, in points, the bars stand.
_OUT = 10.0
_BAR = 1.5
_CHANGED = ":has(ins, del, .look, .tag)"
_BARRED = (
    "body > :is(p, h1, h2, h3, h4, h5, h6, ul, ol, blockquote)",
    "body > .of-table",
    ".reference p",
    ".signature p",
    ".recipients h2",
    ".facts",
)


def marked_css(layout: Layout, told: str, direction: str) -> str:
    """Return the style sheet, to be added to that of *layout*; on every page stands what is *told*, and what the marks mean.

    *direction* is that of the text: "ltr" or "rtl".
    """
    tokens = layout.tokens
    running, numbered = tokens.running, tokens.text.indent * 1.5
    barred = ", ".join(one + _CHANGED for one in _BARRED)
    start, end = corners(direction)
    hang = tokens.recipients.hang * 72 / 25.4
    return f"""
@page {{
  @bottom-{start} {{
    content: {css_string(told + chr(10) + _LEGEND)};
    white-space: pre-line; width: 78%; direction: ltr; text-align: {start}; font-style: normal; font-weight: normal; vertical-align: bottom;
    font-family: "{running.font}"; font-size: {running.size * 0.9}pt; line-height: {running.leading}pt; color: {running.colour};
    padding-bottom: {tokens.page.foot}mm;
  }}
  @bottom-{end} {{ width: 22%; }}
}}
ins {{ color: #0b4f2c; text-decoration: underline; text-decoration-thickness: 0.7pt; }}
del {{ color: #8f1119; text-decoration: line-through; text-decoration-thickness: 0.7pt; }}
.moved {{ color: #0b4f2c; text-decoration: underline double; text-decoration-thickness: 0.5pt; }}
.left > del {{ text-decoration: line-through double; text-decoration-thickness: 0.5pt; }}
del + ins {{ margin-inline-start: 1pt; }}
.look {{ text-decoration: underline dotted; text-decoration-thickness: 0.7pt; }}
.tag {{
  font-family: "{running.font}"; font-size: {running.size * 0.85}pt; font-weight: normal; font-style: normal;
  color: #404040; letter-spacing: 0; text-indent: 0;
}}
.moved .tag, .left-to-right {{ display: inline-block; }}
.text-of-picture {{ font-size: {running.size * 0.85}pt; }}
.notice-of-change {{ margin-bottom: 1pt; break-after: avoid; }}
{barred} {{ border-inline-start: {_BAR}pt solid #000000; margin-inline-start: -{_OUT}pt; padding-inline-start: {_OUT - _BAR}pt; }}
body > :is(ul, ol){_CHANGED} {{ padding-inline-start: {tokens.text.indent + _OUT - _BAR}pt; }}
body > blockquote{_CHANGED} {{ padding-inline-start: {tokens.text.indent + _OUT - _BAR}pt; }}
body > .numbered{_CHANGED} {{ padding-inline-start: {numbered + _OUT - _BAR}pt; }}
.recipients li{_CHANGED} {{
  border-inline-start: {_BAR}pt solid #000000; margin-inline-start: -6pt; padding-inline-start: {hang + 6 - _BAR}pt;
}}
:root[dir="rtl"] .recipients li{_CHANGED} {{ padding-inline-start: {6 - _BAR}pt; }}
.facts {{ margin-top: 24pt; }}
"""
