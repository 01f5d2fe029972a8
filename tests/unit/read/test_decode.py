"""Every encoding a portal uses, declared, wrongly declared or not at all; what is no text is one finding."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tiaowen.read.decode import decode, is_meaningless

HANS = "关于进一步健全激励机制推动经济高质量发展的意见，各区市人民政府：为贯彻落实会议精神，现提出如下意见。\n" * 3
HANT = "關於進一步健全激勵機制推動經濟高質量發展的意見，各區市人民政府：為貫徹落實會議精神，現提出如下意見。\n" * 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030",
                                      "gbk", "gb2312"])
def test_simplified_text_in_every_encoding(encoding: str) -> None:
    assert decode(HANS.encode(encoding), "x").text == HANS


@pytest.mark.parametrize("encoding", ["utf-8", "big5", "big5hkscs", "gb18030"])
def test_traditional_text_in_every_encoding(encoding: str) -> None:
    assert decode(HANT.encode(encoding), "x").text == HANT


@pytest.mark.parametrize(("encoding", "declared", "codes"), [
    ("gb18030", "utf-8", ["R004"]), ("utf-8", "gb2312", ["R004"]), ("gb18030", "gb2312", []), ("utf-8", "UTF-8", []),
    ("big5", "gbk", ["R004"]),
    ("utf-8", "no-such-encoding", ["R004"]),
])
def test_a_declaration_is_checked(encoding: str, declared: str, codes: list[str]) -> None:
    text = HANT if encoding == "big5" else HANS
    decoded = decode(text.encode(encoding), "x", declared)
    assert decoded.text == text
    assert [item.code for item in decoded.diagnostics] == codes


@pytest.mark.parametrize(("data", "code"), [
    (b"", "R001"), (b"\xef\xbb\xbf \r\n", "R001"), (b"\xff\xfe", "R001"),
    (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "R002"),
    (b"PK\x03\x04rest", "R002"), (bytes(range(256)) * 40, "R002"), (b"\x81\x82\x83\xfe\xff\x80" * 50, "R003"),
])
def test_what_is_no_text(data: bytes, code: str) -> None:
    decoded = decode(data, "x")
    assert decoded.text == "" and [item.code for item in decoded.diagnostics] == [code]


def test_short_texts() -> None:
    assert decode("短文。".encode(), "x").text == "短文。"
    assert decode("通知公告".encode("gb18030"), "x").text == "通知公告"
    assert decode(b"plain ASCII", "x").text == "plain ASCII"


def test_a_flipped_bit_costs_one_character() -> None:
    data = bytearray((HANS * 20).encode())
    data[101] ^= 0x80
    text = decode(bytes(data), "x").text
    assert text.count("\ufffd") in (1, 2, 3) and len(text) > len(HANS) * 19


@pytest.mark.parametrize(("original", "misread"), [("utf-8", "gb18030"), ("gb18030", "latin-1"), ("utf-8", "latin-1")])
def test_a_text_saved_after_misreading_is_restored(original: str, misread: str) -> None:
    decoded = decode(HANS.encode(original).decode(misread, "replace").encode(), "x")
    assert [item.code for item in decoded.diagnostics] == ["R014"]
    assert "现提出如下意见" in decoded.text


@pytest.mark.parametrize("text",
                         ["(cid:12)(cid:7)、(cid:99)" * 30, "\ue001\ue002的" * 90, "犇骉羴猋鱻麤毳淼焱垚晶磊鑫" * 40])
def test_characters_without_meaning(text: str) -> None:
    assert is_meaningless(text) and not is_meaningless(HANS * 9) and not is_meaningless("plain words")


@settings(max_examples=300, derandomize=True, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["", "utf-8", "gb2312", "big5", "utf-16", "x"]))
def test_any_bytes_give_an_answer(data: bytes, declared: str) -> None:
    decoded = decode(data, "x", declared)
    assert decoded.text or decoded.diagnostics


def test_markup_does_not_drown_a_short_text_in_gb_18030() -> None:
    page = "<meta charset=gb2312><script>" + "var a=1;" * 4000 + "</script><p>关于停水的通知</p>"
    assert decode(page.encode("gb18030"), "x.html", "gb2312").encoding == "gb18030"
    assert decode("江政字〔2025〕3号".encode("gb18030"), "x.txt").text == "江政字〔2025〕3号"
