"""The one table of file formats: suffixes, what the bytes look like, reader, how the source is shown, what to do when
it cannot be read.

``read`` picks the reader by ``recognise``, ``intake`` and ``pipeline.sources`` ask which files are texts, ``render``
how a source is offered, the reference page lists the table. The bytes decide what a file is; its suffix only tells
apart what is written in plain characters.
"""

from __future__ import annotations

import re

from msgspec import Struct

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_PICTURES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"GIF8", b"BM")
_ARCHIVES = (b"Rar!\x1a", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08", b"BZh", b"\xfd7zXZ\x00")
_TAG = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|title|meta|p|div|span|table|tr|td|ol|ul|li|br|h[1-6]|font|center|b"
    rb"|strong)\b[^<>]*>", re.I)
_WHOLE_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--(?:(?!-->).){0,2000}-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.I | re.S)
_MAIL = re.compile(rb"(?:[\w-]+:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n){0,30}?(?:MIME-Version|Content-Type):", re.I)
_WORD_XML = re.compile(rb"<\?mso-application\s+progid=\"Word|<w:wordDocument\b|<pkg:package\b")
_SHEET_XML = re.compile(rb"<\?mso-application\s+progid=\"Excel|urn:schemas-microsoft-com:office:spreadsheet\"")
_HEAD = 8192
_SAVE_AS_WORD = "在 Word 或 WPS 中打开，另存为 .docx 后再放入"
_SAVE_AS_PDF = "用打开它的程序另存为 PDF 后再放入"
_READABLE_COPY = "放入带文字的版本（网页正文、Word 文档或可复制文字的 PDF）"


class Format(Struct, frozen=True, kw_only=True):
    """One kind of file. ``name`` is SourceText.format; without ``reader`` (tiaowen.read.<reader>) the file is refused,
    ``remedy`` says what to do.

    ``as_text``: a source that readers are shown as plain text, so that no saved page comes alive again; others are
    offered byte for byte. ``printed``: it holds pages, on which the reader itself found the paragraphs. ``typed``: its
    lines are those of the file, with their numbers, and may end inside a paragraph. ``by_suffix``: it bears no mark of
    its own, so that only its suffix tells it from plain text.
    """

    name: str
    label: str
    suffixes: tuple[str, ...] = ()
    reader: str = ""
    as_text: bool = False
    printed: bool = False
    typed: bool = False
    by_suffix: bool = False
    remedy: str = ""


FORMATS: dict[str, Format] = {row.name: row for row in (
    Format(name="text", label="纯文本", suffixes=(".txt",), reader="text", as_text=True, typed=True,
           remedy="用 UTF-8 另存后再放入"),
    Format(name="markdown", label="Markdown", suffixes=(".md",), reader="markdown", as_text=True, typed=True,
           by_suffix=True, remedy="用 UTF-8 另存后再放入"),
    Format(name="html", label="网页", suffixes=(".html", ".htm"), reader="html", as_text=True,
           remedy="在浏览器中打开，另存为“网页，仅 HTML”后再放入"),
    Format(name="mht", label="单个文件网页", suffixes=(".mht", ".mhtml"), reader="mht", as_text=True,
           remedy="在浏览器中打开，另存为“网页，仅 HTML”后再放入"),
    Format(name="docx", label="Word 文档", suffixes=(".docx",), reader="docx",
           remedy="在 Word 中去掉密码、另存为 .docx 后再放入"),
    Format(name="doc", label="Word 97/WPS 文档", suffixes=(".doc", ".wps"), reader="doc",
           remedy="在 Word 或 WPS 中去掉密码、另存为 .docx 后再放入"),
    Format(name="rtf", label="RTF 文档", suffixes=(".rtf",), reader="rtf", remedy=_SAVE_AS_WORD),
    Format(name="odt", label="OpenDocument 文档", suffixes=(".odt",), reader="odt",
           remedy="在 LibreOffice 或 WPS 中去掉密码、另存为 .docx 后再放入"),
    Format(name="pdf", label="PDF", suffixes=(".pdf",), reader="pdf", printed=True,
           remedy="用阅读器另存为 PDF 后再放入"),
    Format(name="ofd", label="OFD 版式文档", suffixes=(".ofd",), reader="ofd", printed=True,
           remedy="用 OFD 阅读器另存为 PDF 后再放入"),
    Format(name="xls", label="Excel 97 表格", suffixes=(".xls",), reader="xls",
           remedy="在 Excel 或 WPS 中去掉密码、另存为 .xlsx 后再放入"),
    Format(name="xlsx", label="Excel 表格", suffixes=(".xlsx",), reader="xlsx",
           remedy="在 Excel 或 WPS 中去掉密码、另存为 .xlsx 后再放入"),
    Format(name="image", label="图片", suffixes=(".png", ".jpg", ".jpeg", ".tif", ".tiff"),
           reader="image", printed=True,
           remedy=_READABLE_COPY),
    Format(name="xml", label="Akoma Ntoso", suffixes=(".xml",), reader="akn", as_text=True, by_suffix=True,
           remedy="放入 Akoma Ntoso 3.0 的 XML，或原文的网页、Word 文档、PDF"),
    # what the ledger kept of a text whose file is another now
    Format(name="archive", label="登记的存档", as_text=True, remedy=_READABLE_COPY),
    # known, and not to be read
    Format(name="locked", label="有密码的 Word 或 Excel 文件", remedy="打开后去掉密码，另存为 .docx 或 .xlsx 后再放入"),
    Format(name="word-xml", label="Word 2003 XML 文档", remedy=_SAVE_AS_WORD),
    Format(name="sheet-xml", label="Excel 2003 XML 表格", remedy="在 Excel 或 WPS 中打开，另存为 .xlsx 后再放入"),
    Format(name="slides", label="演示文稿", remedy=_SAVE_AS_PDF),
    Format(name="sheet", label="OpenDocument 表格", remedy="在 LibreOffice 或 WPS 中打开，另存为 .xlsx 后再放入"),
    Format(name="book", label="电子书", remedy=_SAVE_AS_PDF),
    Format(name="packed", label="压缩包", remedy="解压后放入其中的文件"),
    Format(name="binary", label="二进制文件", remedy="用打开它的程序另存为 Word 文档、PDF 或纯文本后再放入"),
    Format(name="other", label="别的类型的文件", remedy="只有政策文本放在这里；正文可另存为纯文本（.txt）"),
)}
SUFFIXES = frozenset(suffix for row in FORMATS.values() for suffix in row.suffixes)
_BY_SUFFIX = {suffix: row.name for row in FORMATS.values() if row.by_suffix for suffix in row.suffixes}
_ZIPPED = (  # what a container holds → what it is, the first that fits
    (b"word/document", "docx"), (b"xl/workbook", "xlsx"), (b"OFD.xml", "ofd"), (b"opendocument.text", "odt"),
    (b"opendocument.spreadsheet", "sheet"),
    (b"ppt/presentation", "slides"), (b"opendocument.presentation", "slides"), (b"epub+zip", "book"),
)
_STREAMS = (  # the same of a compound file
    ("EncryptedPackage", "locked"), ("WordDocument", "doc"), ("Workbook", "xls"), ("Book", "xls"),
    ("PowerPoint Document", "slides"),
)
# a damaged container, by its suffix
_DAMAGED_ZIP = {".docx": "docx", ".xlsx": "xlsx", ".ofd": "ofd", ".odt": "odt"}
_DAMAGED_COMPOUND = {".doc": "doc", ".wps": "doc", ".docx": "doc", ".xls": "xls"}


def recognise(data: bytes, suffix: str) -> Format:
    """What the bytes are. ``suffix`` (lower case, with its dot) decides only where bytes cannot: Markdown or text, and
    what is no text at all.
    """
    suffix = suffix.lower()
    return FORMATS[_by_magic(data, suffix) or _by_markup(data, suffix) or _plain(data, suffix)]


def _by_magic(data: bytes, suffix: str) -> str:
    """By the first bytes and, in a container, by what it holds; a container that holds nothing known is a damaged file
    of its suffix.
    """
    if data.startswith(_ZIP):
        members = data[:4096] + data[-65_536:] if len(data) > 200_000 else data
        return next((name for mark, name in _ZIPPED if mark in members or mark in data),
                    _DAMAGED_ZIP.get(suffix, "packed"))
    if data.startswith(OLE):
        return next((name for mark, name in _STREAMS if mark.encode("utf-16-le") + b"\0\0" in data),
                    _DAMAGED_COMPOUND.get(suffix, "binary"))
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data[:32].lstrip(b"\xef\xbb\xbf\r\n\t ").startswith(b"{\\rtf"):
        return "rtf"
    if data.startswith(_PICTURES):
        return "image"
    return "packed" if data.startswith(_ARCHIVES) else ""


def _by_markup(data: bytes, suffix: str) -> str:
    """Formats written in characters, told by their marks; UTF-16 is looked at without its zero bytes."""
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf\xff\xfe")
    head = (head.replace(b"\0", b"") if b"\0" in head else head).lstrip()
    if b"<akomaNtoso" in head or b":akomaNtoso" in head:
        return "xml"
    if _WORD_XML.search(head):
        return "word-xml"
    if _SHEET_XML.search(head):
        return "sheet-xml"
    if _MAIL.match(head) and re.search(rb"(?im)^content-type:\s*(?:multipart/|text/html)", head):
        return "mht"
    if _WHOLE_PAGE.match(head):
        return "html"
    marks = 0 if suffix == ".md" else len(_TAG.findall(head))
    if suffix in FORMATS["html"].suffixes:
        return "html" if marks or b"<" in data else ""
    return "html" if marks >= 5 or marks and head.startswith(b"<") else ""


def _plain(data: bytes, suffix: str) -> str:
    sample = data[:_HEAD]
    if (
        b"\0" in sample and not sample.startswith((b"\xff\xfe", b"\xfe\xff"))
        and sum(b < 9 for b in sample) * 3 > len(sample)
    ):
        return "text" if _is_wide_text(sample) else "binary"
    return _BY_SUFFIX.get(suffix) or ("text" if suffix in SUFFIXES or not suffix else "other")


def _is_wide_text(sample: bytes) -> bool:
    """Whether the zero bytes are the upper halves of ASCII in UTF-16 without a mark: they stand at every second place
    only.
    """
    return min(sample[::2].count(0), sample[1::2].count(0)) * 20 < len(sample)
