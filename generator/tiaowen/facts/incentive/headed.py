"""What stands before the case of an award and adds none: the heading of its clause, the label of its sentence.

支持企业上市。对境内上市的企业，奖励100万元。财政贴息：对符合条件的企业，给予50%贴息。
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tiaowen.catalog.quantities import QuantityWords
from tiaowen.facts.incentive.told import AIM, NUMBER, is_nobody
from tiaowen.language.sentences import Reading, Segment

_LABEL = re.compile("[一-龥]{2,12}(?:方面|奖励|补贴|补助|贴息|扶持|资助|支持|政策|措施)")
_AIMS = re.compile(
    "^(?:加大|提高|发放|给予|提供|落实|实行|实施|执行|继续|开展|阶段性)+|(?:力度|政策|措施|标准|范围|办法)+$")
_ANYBODY = ("企业", "项目", "单位", "机构", "人员")  # says of no aim what it is about
TITLE = 30  # characters of a sentence that only names a measure
BENEFIT = 3  # characters of the name of a benefit: 购房补贴


def unlabelled(sentence: list[Segment], text: str, words: QuantityWords) -> list[Segment]:
    """The segments of a sentence without the label that it begins with (发展生产方面：). A label that names somebody
    (大学生创业补贴：) is part of the case and stays.
    """
    label = text[sentence[0].start:sentence[0].end].strip()
    named = text[sentence[0].end:sentence[0].end + 1] == "：" and _LABEL.fullmatch(label)
    return sentence[1:] if len(sentence) > 1 and named and is_nobody(label, words) else sentence


def title_of(reading: Reading, start: Segment, sentence: Sequence[Segment], end: int) -> str | None:
    """What the heading of a clause names (支持企业上市。), when its text begins with ``start``: a measure whose
    matter is said again up to ``end``. Empty when nothing stands before, words are said again as they are, or the
    heading names but the benefit (实施购房补贴政策); None where more stands before.
    """
    first = reading.segments[0]
    if start is not first or start.start == 0 or start.sentence > 1:
        return "" if start.sentence == 0 else None
    title = NUMBER.sub("", reading.text[:start.start].strip("。 "), count=1).strip()
    said = reading.text[start.start:end]
    benefit = _AIMS.sub("", title)
    given = len(benefit) > BENEFIT and benefit in reading.text[end:sentence[-1].end]
    about = {title[at:at + 2] for at in range(len(title) - 1)}.difference(_ANYBODY)
    if title in said or given:
        return ""
    again = AIM.match(title) and any(word in said for word in about)
    return title if len(title) <= TITLE and again else None
