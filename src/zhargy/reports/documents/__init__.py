"""Tables and short texts as files that a person opens: DOCX, XLSX, PDF, HTML, CSV, JSON.

The same document gives the same bytes: the time is a field of the document.
"""

from __future__ import annotations

from zhargy.reports.documents.document import Document, Heading, Paragraph

KINDS = (".docx", ".xlsx", ".pdf", ".html", ".csv", ".json")


def document_bytes(document: Document, suffix: str) -> bytes:
    """The document as a file of the kind that the suffix names, one of KINDS.

    CSV holds the tables only, one after the other.
    """
    # Each library wakes up for its own kind only.
    if suffix == ".docx":
        from zhargy.reports.documents.docx import as_docx

        return as_docx(document)
    if suffix == ".xlsx":
        from zhargy.reports.documents.xlsx import as_xlsx

        return as_xlsx(document)
    if suffix == ".pdf":
        from zhargy.reports.documents.pdf import as_pdf

        return as_pdf(document)
    if suffix == ".html":
        from zhargy.reports.documents.html import as_html

        return as_html(document)
    if suffix == ".csv":
        from zhargy.reports.csv import MARK, table_as_csv

        written = [table_as_csv(table, document.language) for table in document.tables]
        return b"\r\n".join(written[:1] + [more.removeprefix(MARK) for more in written[1:]])
    if suffix == ".json":
        from zhargy.reports.documents.json import as_json

        return as_json(document)
    raise ValueError(f"no document is written as {suffix}")


__all__ = ["KINDS", "Document", "Heading", "Paragraph", "document_bytes"]
