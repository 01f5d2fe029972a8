"""Numbers and titles: find, normalise, compare."""

import pytest
from tiaowen.document_names import (
    find_numbers,
    forwards,
    issued_title,
    normal_number,
    number_key,
    title_key,
    without_issuer,
)


@pytest.mark.parametrize(("text", "numbers"), [
    ("(国办发〔2017〕7 号)", ["国办发〔2017〕7号"]),
    ("国发［1984］174号文", ["国发〔1984〕174号"]),
    ("法（研）发〔1987〕32号", ["法（研）发〔1987〕32号"]),
    ("（〔1982〕3号）", ["〔1982〕3号"]),
    ("根据国办发（2016）1号和鲁政办字【2016】202 号", ["国办发〔2016〕1号", "鲁政办字〔2016〕202号"]),
    ("我院法〔1998〕86号通知", ["法〔1998〕86号"]),
    ("中华人民共和国国务院令（第588号）", ["中华人民共和国国务院令第588号"]),
    ("2014年9月30日广州市人民政府令第 132 号", ["广州市人民政府令第132号"]),
    ("人力资源和社会保障部令第1号", ["人力资源和社会保障部令第1号"]),
    ("财政部税务总局公告2023年第12号", ["财政部税务总局公告2023年第12号"]),
    ("主席令第十六号", ["主席令第16号"]),
    ("国办发〔２０１７〕００７号", ["国办发〔2017〕7号"]),
    ("责令第三号楼", []),
    ("第3号", []),
    ("2017年7号楼", []),
])
def test_numbers_are_found_as_gbt9704_prints_them(text: str, numbers: list[str]) -> None:
    found = find_numbers(text)
    assert [number.text for number in found] == numbers
    assert all(text[n.start] not in " （(根据和年日" for n in found)


def test_spellings_of_one_number_share_a_key() -> None:
    assert len({number_key(n) for n in ("威政发〔2017〕13号", "威政发[2017] 13 号", "威政发（2017）第13号")}) == 1
    assert number_key("中华人民共和国国务院令第588号") == number_key("国务院令（第588号）")
    assert number_key("国发〔2017〕1号") != number_key("国发〔2017〕11号")
    assert normal_number("没有文号") == "没有文号"


def test_titles() -> None:
    assert title_key("《“双招双引”的 二十条措施》") == title_key("双招双引的二十条措施")
    assert title_key("中华人民共和国公司法") == title_key("公司法")
    assert title_key("中华人民共和国") == "中华人民共和国"
    assert without_issuer("山东省人民政府办公厅关于促进发展的意见") == "关于促进发展的意见"
    assert without_issuer("山东省经济开发区条例") == "山东省经济开发区条例"
    assert issued_title("国务院关于印发《工作方案》的通知") == "工作方案"
    assert issued_title("关于转发省政府办公厅实施意见的通知") == "省政府办公厅实施意见"
    assert issued_title("关于开展检查的通知") == ""
    assert forwards("关于转发实施意见的通知") and not forwards("关于印发实施意见的通知")
