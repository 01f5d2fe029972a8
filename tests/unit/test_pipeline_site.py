"""The one clock of a build."""

import pytest
from tiaowen.model import Policy, SourceInfo
from tiaowen.model.corpus import Corpus
from tiaowen.pipeline.site import source_epoch

DAY = 86_400


def corpus(*dates: str) -> Corpus:
    info = SourceInfo(path="a.txt", format="text", encoding="utf-8", sha256="0", size=1)
    return Corpus(policies=tuple(Policy(id=f"a-{number}", source=info, issue_date=day) for number,
                                 day in enumerate(dates)))


@pytest.mark.parametrize(("dates", "days"), [
    ((), 3652), (("1970-01-02",), 1), (("1970", "1970-03"), 59),
    (("1970-02-31",), 61),  # what a text prints, though the calendar has it not
])
def test_it_is_the_newest_date_of_the_texts(monkeypatch: pytest.MonkeyPatch, dates: tuple[str, ...],
                                            days: int) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert source_epoch(corpus(*dates)) == days * DAY


def test_the_environment_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert source_epoch(corpus("2023-02-15")) == DAY
