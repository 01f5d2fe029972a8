"""No reader loses or invents a character: what a file was made from is what its lines say, in every format that can be
written in a few lines.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tiaowen.read import read
from tiaowen.text import squeeze

from tests.properties.binary_formats import as_doc, as_pdf, as_xls
from tests.properties.text_formats import as_docx, as_html, as_mht, as_odt, as_ofd, as_rtf, as_xlsx

WORDS = st.text(st.sampled_from("一二三十条款市县政府办法的，。；（）《》“”〔〕0123456789.%－—～／·龴漷瀍𠂇ABab"),
                min_size=1, max_size=30)
TEXTS = st.lists(WORDS.filter(lambda text: text.strip()), min_size=1, max_size=6)


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
