"""inspect --why: for a clause, which rule took or refused each candidate fact."""

from __future__ import annotations

import json
from pathlib import Path

from tiaowen.facts.judges import JUDGES
from tiaowen.kinds import KINDS

from tests.site_folder import tiaowen

TEXT = """某市人民政府关于促进产业发展的若干措施
某政发〔2024〕3号
一、到2027年底前，建成省级产业集群10个，3个产业集群产值突破100亿元。（责任单位：市工业和信息化局）
二、对年营业收入超过5000万元的企业，给予一次性奖励50万元。
三、本措施由市财政局解释，在2028年12月31日前试行。
某市人民政府
2024年3月1日
"""


def test_a_candidate_is_told_with_the_rule_that_took_or_refused_it(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    document = json.loads(tiaowen(tmp_path, "inspect", "--json", "--why", "a.txt").stdout)
    told = {(reason["path"], reason["kind"], reason["taken"], reason["said"]): reason["rules"]
            for reason in document.pop("why")}

    def rules(path: str, kind: str, taken: bool, words: str) -> list[str]:
        return next(own for (at, what, took, said), own in told.items()
                    if (at, what, took) == (path, kind, taken) and words in said)

    assert rules("1", "targets", True, "集群10个")[:2] == ["facts.target.rules.is_target", "_count"]
    assert rules("1", "targets", False, "3个产业集群") == [
        "facts.target.rules.is_target", "_count", "_is_scope(s, words)"]
    assert rules("1", "duties", True, "市工业和信息化局")[0] == "facts.duty.extract.make"
    assert rules("2", "incentives", False, "超过5000万元")[1].startswith("threshold")
    assert rules("2", "incentives", True, "奖励50万元")[1] == "award（奖励）"
    assert rules("3", "deadlines", False, "2028年12月31日")[0] == "facts.deadline.extract.tells_term"
    assert document == json.loads(tiaowen(tmp_path, "inspect", "--json", "a.txt").stdout)
    console = tiaowen(tmp_path, "inspect", "--why", "a.txt").stdout
    assert "#c-1\n" in console and "目标 不取" in console and "_is_scope(s, words)" in console


def test_every_judge_is_of_a_kind_of_fact() -> None:
    assert {judge.kind for judge in JUDGES} <= {kind.name for kind in KINDS}
