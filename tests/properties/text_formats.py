"""Writers of the smallest files of each format that is made of characters: a list of paragraphs, or of rows."""

from __future__ import annotations

import html
import io
import zipfile
from xml.sax.saxutils import escape

import docx
import openpyxl


def as_docx(paragraphs: list[str]) -> bytes:
    document, data = docx.Document(), io.BytesIO()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.save(data)
    return data.getvalue()


def as_html(paragraphs: list[str]) -> bytes:
    return (
        f"<!DOCTYPE html><meta charset=utf-8><body>{''.join(f'<p>{html.escape(p)}</p>' for p in paragraphs)}</body>".encode()  # noqa: E501
    )


def as_mht(paragraphs: list[str]) -> bytes:
    head = (
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=B\r\n\r\n--B\r\nContent-Type: text/html; "
        b"charset=utf-8\r\n\r\n"
    )
    return head + as_html(paragraphs) + b"\r\n--B--"


def as_rtf(paragraphs: list[str]) -> bytes:
    def code(char: str) -> str:
        units = char.encode("utf-16-le")
        return "".join(f"\\u{int.from_bytes(units[i:i + 2], 'little', signed=True)}?" for i in range(0, len(units), 2))

    body = "\\par ".join("".join(char if char.isascii() else code(char) for char in paragraph)
                         for paragraph in paragraphs)
    return f"{{\\rtf1\\ansi\\uc1 {body}\\par}}".encode("ascii")


def as_odt(paragraphs: list[str]) -> bytes:
    names = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text"))
    body = "".join(f"<text:p>{escape(paragraph)}</text:p>" for paragraph in paragraphs)
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as container:
        container.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        content = (
            f"<office:document-content {names}><office:body><office:text>{body}</office:text></office:body></office:doc"
            f"ument-content>"
        )
        container.writestr("content.xml", content)
    return data.getvalue()


def as_ofd(paragraphs: list[str]) -> bytes:
    """One page with a line of text for each paragraph (GB/T 33190: OFD.xml → Document.xml → Content.xml)."""
    xmlns, data = 'xmlns:ofd="http://www.ofdspec.org/2016"', io.BytesIO()
    lines = "".join(
        f'<ofd:TextObject ID="{number}" Boundary="20 {number * 10} 180 6" Font="2" Size="5">'
        f'<ofd:TextCode X="0" Y="5">{escape(paragraph)}</ofd:TextCode></ofd:TextObject>'
        for number, paragraph in enumerate(paragraphs, 3))
    body = "<ofd:DocBody><ofd:DocInfo/><ofd:DocRoot>D/Document.xml</ofd:DocRoot></ofd:DocBody>"
    area = "<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
    pages = '<ofd:Pages><ofd:Page ID="1" BaseLoc="Content.xml"/></ofd:Pages>'
    common = f"<ofd:CommonData><ofd:MaxUnitID>99</ofd:MaxUnitID>{area}</ofd:CommonData>"
    parts = {
        "OFD.xml": f'<ofd:OFD {xmlns} Version="1.0" DocType="OFD">{body}</ofd:OFD>',
        "D/Document.xml": f"<ofd:Document {xmlns}>{common}{pages}</ofd:Document>",
        "D/Content.xml": f'<ofd:Page {xmlns}><ofd:Content><ofd:Layer '
                         f'ID="98">{lines}</ofd:Layer></ofd:Content></ofd:Page>',
    }
    with zipfile.ZipFile(data, "w") as container:
        for name, part in parts.items():
            container.writestr(name, part)
    return data.getvalue()


def as_xlsx(rows: list[list[str]]) -> bytes:
    book, data = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(data)
    return data.getvalue()
