"""The parts of a DOCX beside its text: styles, settings, footer, properties."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from zhargy.reports.packed import packed
from zhargy.reports.redline.word import HEAD, RELATIONS, TEXT_WIDTH, W, fit

FOOTER = "rId3"
# The country matters to a spelling checker.
_COUNTRY = {
    "kk": "kk-KZ",
    "ru": "ru-RU",
    "en": "en-GB",
    "de": "de-DE",
    "fr": "fr-FR",
    "es": "es-ES",
}
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"

_TYPES = (
    f'{HEAD}<Types xmlns="{_PACKAGE}/content-types">'
    f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_WORD}.styles+xml"/>'
    f'<Override PartName="/word/settings.xml" ContentType="{_WORD}.settings+xml"/>'
    f'<Override PartName="/word/footer1.xml" ContentType="{_WORD}.footer+xml"/>'
    '<Override PartName="/docProps/core.xml" '
    'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
)
_RELS = (
    f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{RELATIONS}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" '
    'Target="docProps/core.xml"/></Relationships>'
)
_DOCUMENT_RELS = (
    f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{RELATIONS}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId2" Type="{RELATIONS}/settings" Target="settings.xml"/>'
    f'<Relationship Id="{FOOTER}" Type="{RELATIONS}/footer" Target="footer1.xml"/></Relationships>'
)


def docx(
    document: str, *, language: str, footer: str, title: str, author: str, date: str, tracking: bool
) -> bytes:
    """The file: the same bytes for the same arguments.

    `language` is that of the text; `footer` a sentence; `tracking` keeps tracking on, so that what
    a person changes next is tracked too.
    """
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELS,
        "docProps/core.xml": _core(title, author, date, language),
        "word/document.xml": document,
        "word/_rels/document.xml.rels": _DOCUMENT_RELS,
        "word/styles.xml": _styles(_COUNTRY.get(language, language)),
        "word/settings.xml": _settings(tracking),
        "word/footer1.xml": _footer(footer),
    }
    return packed({name: content.encode() for name, content in parts.items()})


def _core(title: str, author: str, date: str, language: str) -> str:
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(fit(title))}</dc:title><dc:creator>{escape(fit(author))}</dc:creator>"
        f"<dc:language>{escape(language)}</dc:language>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{date}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{date}</dcterms:modified></cp:coreProperties>'
    )


def _settings(tracking: bool) -> str:
    on = "<w:trackRevisions/>" if tracking else ""
    return (
        f'{HEAD}<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/>{on}'
        '<w:defaultTabStop w:val="709"/><w:characterSpacingControl w:val="doNotCompress"/>'
        '<w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>'
    )


def _footer(sentence: str) -> str:
    words = escape(fit(sentence))
    return (
        f'{HEAD}<w:ftr xmlns:w="{W}"><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>'
        f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r><w:r><w:tab/></w:r>'
        f"{_field('PAGE')}<w:r><w:t>/</w:t></w:r>{_field('NUMPAGES')}</w:p></w:ftr>"
    )


def _field(code: str) -> str:
    return f'<w:fldSimple w:instr=" {code} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


# -- styles ------------------------------------------------------------------------------------------


def _styles(language: str) -> str:
    """Word's own names, so that its lists of styles and contents know them."""
    lang = f'<w:lang w:val={quoteattr(language)} w:eastAsia="en-US" w:bidi="ar-SA"/>'
    font = "Times New Roman"
    fonts = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}"/>'
    styles = [
        _style("Normal", "Normal", "", is_default=True),
        _style("Title", "Title", _centred(240, 240), run=f"<w:b/>{_size(32)}", follows="BodyText"),
        _heading(1, _centred(360, 160), f"<w:b/>{_size(28)}"),
        _heading(2, _centred(280, 140), f"<w:b/>{_size(26)}"),
        _heading(3, f'{_KEEP}{_spacing(240, 80)}<w:jc w:val="left"/>', f"<w:b/>{_size(24)}"),
        _style("BodyText", "Body Text", f'{_spacing(0, 80)}<w:jc w:val="both"/>'),
        *(_list(depth) for depth in range(1, 6)),
        *(_list(depth, continued=True) for depth in range(1, 6)),
        _style("Signature", "Signature", f"{_spacing(240, 0)}", run="<w:b/>"),
        _style(
            "EditorsNote",
            "Editor's note",
            f'{_spacing(0, 80)}<w:ind w:left="284"/>',
            run=f'<w:i/><w:color w:val="595959"/>{_size(20)}',
        ),
        _style("TableText", "Table text", _spacing(40, 40), run=_size(22)),
        _style("TableHead", "Table head", _spacing(40, 40), base="TableText", run="<w:b/>"),
        _style(
            "Footer",
            "footer",
            f'<w:tabs><w:tab w:val="right" w:pos="{TEXT_WIDTH}"/></w:tabs>',
            run=_size(18),
        ),
        _CHARACTERS,
        _TABLES,
    ]
    return (
        f'{HEAD}<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>{fonts}{_size(24)}'
        f"{lang}</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>{''.join(styles)}</w:styles>"
    )


_KEEP = "<w:keepNext/><w:keepLines/>"
_CHARACTERS = (
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:semiHidden/></w:style>'
    '<w:style w:type="character" w:customStyle="1" w:styleId="Changed">'
    '<w:name w:val="Changed words"/><w:basedOn w:val="DefaultParagraphFont"/><w:qFormat/>'
    '<w:rPr><w:color w:val="1F5FA8"/><w:u w:val="single"/></w:rPr></w:style>'
)
_EDGES = "".join(
    f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="808080"/>'
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_TABLES = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
    '<w:name w:val="Normal Table"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
    '<w:tblCellMar><w:left w:w="108" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar>'
    '</w:tblPr></w:style><w:style w:type="table" w:styleId="TableGrid">'
    '<w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/>'
    f"<w:tblPr><w:tblBorders>{_EDGES}</w:tblBorders></w:tblPr></w:style>"
)


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _spacing(before: int, after: int) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}"/>'


def _centred(before: int, after: int) -> str:
    return f'{_KEEP}{_spacing(before, after)}<w:jc w:val="center"/>'


def _heading(level: int, paragraph: str, run: str) -> str:
    outline = f'{paragraph}<w:outlineLvl w:val="{level - 1}"/>'
    return _style(f"Heading{level}", f"heading {level}", outline, run=run, follows="BodyText")


def _list(depth: int, *, continued: bool = False) -> str:
    """A point, a subpoint ...; `continued`: its further paragraphs."""
    name = "List Continue" if continued else "List"
    number = f" {depth}" if depth > 1 else ""
    indent = f'<w:ind w:left="{425 * depth if continued else 425 * (depth - 1)}"/>'
    paragraph = f'{_spacing(0, 80)}{indent}<w:jc w:val="both"/>'
    return _style(f"{name}{number}".replace(" ", ""), name + number, paragraph)


def _style(
    identity: str,
    name: str,
    paragraph: str,
    *,
    run: str = "",
    base: str = "Normal",
    follows: str = "",
    is_default: bool = False,
) -> str:
    flags = ' w:default="1"' if is_default else ""
    if identity in ("EditorsNote", "TableText", "TableHead"):
        flags += ' w:customStyle="1"'
    parts = [
        f'<w:style w:type="paragraph"{flags} w:styleId="{identity}"><w:name w:val="{name}"/>',
        "" if is_default else f'<w:basedOn w:val="{base}"/>',
        f'<w:next w:val="{follows}"/>' if follows else "",
        "<w:qFormat/>",
        f"<w:pPr>{paragraph}</w:pPr>" if paragraph else "",
        f"<w:rPr>{run}</w:rPr>" if run else "",
        "</w:style>",
    ]
    return "".join(parts)
