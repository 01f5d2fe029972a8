"""Layers of a PDF that are switched off (optional content, ISO 32000-1, 8.11): what stands in them is on no printed
page, but PDFium gives its text.
"""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2.raw as pdfium
from pdfminer.pdftypes import PDFObjRef, resolve1
from pdfminer.utils import decode_text

_LONGEST = 512  # bytes of a name


def layers_of(item: Any) -> frozenset[str]:
    """The names of the layers in which a page object of PDFium stands."""
    marks = (pdfium.FPDFPageObj_GetMark(item, index) for index in range(pdfium.FPDFPageObj_CountMarks(item)))
    return frozenset(_text(pdfium.FPDFPageObjMark_GetParamStringValue, mark, b"Name") for mark in marks
                     if _text(pdfium.FPDFPageObjMark_GetName, mark) == "OC")


def switched_off(catalog: dict[str, Any]) -> frozenset[str]:
    """The names of the layers that pdfminer's catalog of a document switches off; not one that another layer has too,
    which is shown.
    """
    stated = resolve1(catalog.get("OCProperties")) or {}
    off = {_number(group) for group in resolve1((resolve1(stated.get("D")) or {}).get("OFF")) or ()}
    names: dict[bool, set[str]] = {True: set(), False: set()}
    for group in resolve1(stated.get("OCGs")) or ():
        names[_number(group) in off].add(decode_text(resolve1(resolve1(group)["Name"])))
    return frozenset(names[True] - names[False])


def _number(group: Any) -> int:
    return group.objid if isinstance(group, PDFObjRef) else 0


def _text(call: Any, *asked: Any) -> str:
    """What a call of PDFium writes into a buffer."""
    buffer, size = ctypes.create_string_buffer(_LONGEST), ctypes.c_ulong()
    call(*asked, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), _LONGEST, size)
    return buffer.raw[:min(size.value, _LONGEST)].decode("utf-16-le", "replace").rstrip("\0")
