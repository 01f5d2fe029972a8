"""A merge that was not finished: both texts stand in the file, so that it is held until a person has chosen."""

import pytest
from tiaowen.catalog import Catalog
from tiaowen.clean import clean
from tiaowen.model import Line, SourceText
from tiaowen.parse import parse

TEXT = (
    "某某市停车办法\n第一条 为管理停车，制定本办法。\n{opened}第二条 每小时3元。\n=======\n第二条 每小时5元。\n"
    "{closed}第三条 本办法自发布之日起施行。")


@pytest.mark.parametrize(("opened", "closed", "held"), [
    ("<<<<<<< HEAD\n", ">>>>>>> price\n", True),
    ("<<<<<<<\n", ">>>>>>>\n", True),
    ("", "", False),
    ("《<<<<<<< 不是标记》\n", "", False),
])
def test_conflict_markers_hold_the_text(opened: str, closed: str, held: bool, catalog: Catalog) -> None:
    lines = tuple(Line(number=i, text=line) for i,
                  line in enumerate(TEXT.format(opened=opened, closed=closed).split("\n"), 1))
    text = clean(SourceText(path="case.txt", format="text", sha256="0" * 64, size=1, lines=lines), catalog)
    assert [(item.code, item.line) for item in text.diagnostics
            if item.code == "C003"] == ([("C003", 3)] if held else [])
    if held:
        assert parse(text, catalog).status == "held"
