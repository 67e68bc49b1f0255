"""Builds DOCX files in memory, as WordprocessingML, for the tests of the reader."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = (
    f'xmlns:w="{W}" xmlns:r="{REL}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NORMAL = '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
CHANGE = 'w:id="1" w:author="a" w:date="2026-01-01T00:00:00Z"'
_TYPES = (
    HEAD + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
)
_RELS = (
    HEAD + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    "{relations}</Relationships>"
)
_PLURAL_ROOTS = {"header": "hdr", "footer": "ftr"}
_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"


def docx(body: str, *, styles: str = NORMAL, root: str = "document", **parts: str) -> bytes:
    """A DOCX with this body; `parts` by kind: numbering, footnotes, endnotes, comments, header."""
    parts = {"styles": styles, **parts}
    overrides = f'<Override PartName="/word/document.xml" ContentType="{_MAIN_TYPE.format("document.main")}"/>'
    relations = ""
    files: dict[str, str] = {}
    for kind, content in parts.items():
        overrides += (
            f'<Override PartName="/word/{kind}.xml" ContentType="{_MAIN_TYPE.format(kind)}"/>'
        )
        relations += f'<Relationship Id="r{kind}" Type="{REL}/{kind}" Target="{kind}.xml"/>'
        tag = _PLURAL_ROOTS.get(kind, kind)
        files[f"word/{kind}.xml"] = f"{HEAD}<w:{tag} {SPACES}>{content}</w:{tag}>"
    main = f'<Relationship Id="r1" Type="{REL}/officeDocument" Target="word/document.xml"/>'
    files = {
        "[Content_Types].xml": _TYPES.format(overrides=overrides),
        "_rels/.rels": _RELS.format(relations=main),
        "word/_rels/document.xml.rels": _RELS.format(relations=relations),
        "word/document.xml": f"{HEAD}<w:{root} {SPACES}><w:body>{body}</w:body></w:{root}>",
        **files,
    }
    return packed(files)


def packed(files: Mapping[str, str | bytes]) -> bytes:
    """A zip with these files, the same bytes every time."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def r(text: str, properties: str = "") -> str:
    """A run."""
    dress = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{dress}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(
    content: str = "",
    *,
    num: tuple[int, int] | None = None,
    style: str = "",
    mark: str = "",
    more: str = "",
) -> str:
    """A paragraph; `content` is text, or runs if it starts with a tag."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if num is not None:
        properties += f'<w:numPr><w:ilvl w:val="{num[1]}"/><w:numId w:val="{num[0]}"/></w:numPr>'
    properties += more + (f"<w:rPr>{mark}</w:rPr>" if mark else "")
    runs = content if content.startswith("<") or not content else r(content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def inserted(runs: str) -> str:
    return f"<w:ins {CHANGE}>{runs}</w:ins>"


def deleted(text: str) -> str:
    return f'<w:del {CHANGE}><w:r><w:delText xml:space="preserve">{escape(text)}</w:delText></w:r></w:del>'


INSERTED_MARK, DELETED_MARK = f"<w:ins {CHANGE}/>", f"<w:del {CHANGE}/>"


def level(place: int, text: str, form: str = "decimal", *, start: int = 1, more: str = "") -> str:
    """A level of a list; `more` stands between the format and the text, in the schema's order."""
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val={quoteattr(text)}/><w:lvlJc w:val="left"/></w:lvl>'
    )


def definition(number: int, *levels: str, before: str = "") -> str:
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>'
        f"{before}{''.join(levels)}</w:abstractNum>"
    )


def num(number: int, of: int, overrides: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{overrides}</w:num>'


def start_at(place: int, value: int) -> str:
    return f'<w:lvlOverride w:ilvl="{place}"><w:startOverride w:val="{value}"/></w:lvlOverride>'


def style(
    identity: str,
    *,
    base: str = "Normal",
    properties: str = "",
    kind: str = "paragraph",
    name: str = "",
    run: str = "",
) -> str:
    based = f'<w:basedOn w:val="{base}"/>' if base else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{identity}"><w:name w:val="{name or identity}"/>{based}'
        f"<w:pPr>{properties}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def style_list(number: int, place: int | None = None) -> str:
    """The numPr of a style."""
    deep = "" if place is None else f'<w:ilvl w:val="{place}"/>'
    return f'<w:numPr>{deep}<w:numId w:val="{number}"/></w:numPr>'


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def cell(content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"
