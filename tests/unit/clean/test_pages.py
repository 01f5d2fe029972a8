"""Page numbers and running heads between the lines of a printed document."""

from tiaowen.clean.pages import PAGE_NUMBER, page_furniture


def test_the_head_of_a_table_beside_every_page_number_is_a_row() -> None:
    rows = [["指标\t分值", f"年龄{n}\t{n}分", f"—{n}—"] for n in range(2, 7)]
    texts = [text for page in rows for text in page]
    assert page_furniture(texts) == {at: PAGE_NUMBER for at, text in enumerate(texts) if text.startswith("—")}
