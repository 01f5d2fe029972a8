"""No reader loses or invents a character: what a file was made from is what its lines say, in every format that can be
written in a few lines.
"""

from __future__ import annotations

import html
import io
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape

import docx
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tiaowen.read import read
from tiaowen.text import squeeze

from tests.properties.binary_formats import as_doc, as_pdf, as_xls

WORDS = st.text(st.sampled_from("一二三十条款市县政府办法的，。；（）《》“”〔〕0123456789.%－—～／·龴漷瀍𠂇ABab"),
                min_size=1, max_size=30)
TEXTS = st.lists(WORDS.filter(lambda text: text.strip()), min_size=1, max_size=6)


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


TEXT_WRITERS = (as_docx, as_html, as_mht, as_rtf, as_odt, as_ofd, as_doc, as_pdf)


@pytest.mark.parametrize("write", TEXT_WRITERS, ids=lambda write: write.__name__[3:])
@given(paragraphs=TEXTS)
@settings(max_examples=25, deadline=None)
def test_every_character_of_a_text_is_read(write: Callable[[list[str]], bytes], paragraphs: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "a"
        file.write_bytes(write(paragraphs))
        source = read(file, file.name)
    assert source.format == write.__name__[3:]
    assert squeeze("".join(line.text for line in source.lines)) == squeeze("".join(paragraphs))


@pytest.mark.parametrize("write", [as_xlsx, as_xls], ids=lambda write: write.__name__[3:])
@given(paragraphs=TEXTS)
@settings(max_examples=25, deadline=None)
def test_every_cell_of_a_sheet_is_read(write: Callable[[list[list[str]]], bytes], paragraphs: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "a.xls"
        file.write_bytes(write([[paragraph, "单位"] for paragraph in paragraphs]))
        source = read(file, file.name)
    assert source.format == write.__name__[3:]
    assert squeeze("".join(line.text for line in source.lines)) == squeeze(
        "".join(f"{paragraph}单位" for paragraph in paragraphs))
