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
    stated = _mapping(catalog.get("OCProperties"))
    off = {_number(group) for group in _entries(_mapping(stated.get("D")).get("OFF"))}
    names: dict[bool, set[str]] = {True: set(), False: set()}
    for group in _entries(stated.get("OCGs")):
        name = resolve1(_mapping(group).get("Name"))
        if isinstance(name, bytes):
            names[_number(group) in off].add(decode_text(name))
    return frozenset(names[True] - names[False])


def _mapping(item: Any) -> dict[str, Any]:
    """A dictionary of the file; empty where a damaged file has something else."""
    found = resolve1(item)
    return found if isinstance(found, dict) else {}


def _entries(item: Any) -> list[Any]:
    found = resolve1(item)
    return found if isinstance(found, list) else []


def _number(group: Any) -> int:
    return group.objid if isinstance(group, PDFObjRef) else 0


def _text(call: Any, *asked: Any) -> str:
    """What a call of PDFium writes into a buffer."""
    buffer, size = ctypes.create_string_buffer(_LONGEST), ctypes.c_ulong()
    call(*asked, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), _LONGEST, size)
    return buffer.raw[:min(size.value, _LONGEST)].decode("utf-16-le", "replace").rstrip("\0")
