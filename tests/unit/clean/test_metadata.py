"""What lines of page metadata say of the document."""

import pytest
from tiaowen.catalog import Catalog
from tiaowen.clean import clean
from tiaowen.model import Line, SourceText


@pytest.mark.parametrize(("line", "portal"), [
    ("（原标题：江州市渡口管理办法（试行））", {"page_title": "江州市渡口管理办法（试行）"}),
    ("名称：江州市渡口管理办法（试行）", {"title": "江州市渡口管理办法（试行）"}),
    ("【发布单位】江州市交通局", {"publisher": "江州市交通局"}),
])
def test_a_bracket_of_the_entry_goes_and_one_of_its_value_stays(
        line: str, portal: dict[str, str], catalog: Catalog) -> None:
    texts = (line, "第一条 为管理渡口，制定本办法。", "第二条 渡口应当登记。")
    lines = tuple(Line(number=number, text=text) for number, text in enumerate(texts, 1))
    source = SourceText(path="a.txt", format="text", sha256="0" * 64, size=1, lines=lines)
    assert clean(source, catalog).source.portal == portal
