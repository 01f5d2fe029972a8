"""What only looks like a policy: questions and answers, letters to a mayor's mailbox, press conferences, blank forms,
tables of codes.

Called by the verdict for texts that carry no number, addressee or signature of their own: a court's 解答 that a notice
issues is the text itself, and so is a register that is filled in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tiaowen.model import Clause, HeaderLine
from tiaowen.text import squeeze

_ASKS_TITLE = re.compile(
    r"问答|答疑|百问|常见问题|热点问题|一问一答|在线访谈|访谈实录|(?:新闻|媒体)(?:发布|通气)会|答网友|网友"
    r"(?:提问|咨询|留言)|(?:局长|市长|县长|区长|书记)信箱"
    r"|[？?][”」]?$|^(?:如何|怎样|怎么|什么是|哪些)")
_ISSUES = re.compile("关于(?:印发|发布|公布|转发)")
_ASKED = re.compile(
    r"^[\[【]?(?:问题|咨询(?:内容|问题|主题)|(?:来信|留言|信件|诉求|投诉|提问|反映)(?:内容|问题|标题|主题)?"
    r"|网友(?:提问|咨询|留言)|问)[\]】]?\s*(?:[：:]|$)")
_ANSWERED = re.compile(
    r"^[\[【]?(?:官方|部门|单位|办理|处理|受理|回复|答复|咨询)?(?:回复|答复|回答|办理)"
    r"(?:内容|情况|结果|意见|单位|部门|时间)?[\]】]?\s*(?:[：:]|$)|^答\s*[：:]")
_SPEAKS = re.compile(
    r"^[\[【（]?(?:主持人|记者|发言人|新闻发言人|网友|嘉宾|[^：:，。]{2,20}记者)[^：:，。]{0,12}[\]】）]?\s*[：:\]】]")
_QUESTION = re.compile(r"^[^。；]{4,60}[？?]")
_BLANK = re.compile(r"[_＿]{3,}|[：:]\s*$|年\s*月\s*日")
_FORM = re.compile(
    "(?:申请|登记|审批|申报|备案|报名|推荐|信息|情况|调查|评审|审核|承诺|统计|汇总)(?:表|书|单)$|样表|样式"
    "|(?:空白)?表格$|模板$|格式$")
_REGISTER = re.compile(
    "(?:名录|名册|台账|目录|清单|名单|一览表|公示表|统计表|汇总表|价格表|标准表)(?:[（(][^（）()]{1,20}[）)])?$")
_CODE = re.compile(r"[A-Z]{0,4}\d[\dA-Z.\-]*")
_FEWEST_SPEECHES = 3
_FEWEST_CELLS = 8
_FEWEST_CODES = 5


def asks_and_answers(clauses: Sequence[Clause], header: Sequence[HeaderLine], title: str) -> int:
    """The line that shows a page of questions and answers; 0 when it is none."""
    if not clauses or _ISSUES.search(title):
        return 0
    if _ASKS_TITLE.search(squeeze(title)):
        return clauses[0].line
    lines = sorted([(clause.line, clause.full) for clause in clauses] + [(line.line, line.text) for line in header])
    asked = [line for line, text in lines if _ASKED.match(text)]
    if asked and any(_ANSWERED.match(text) for _, text in lines):
        return asked[0]
    spoken = [line for line, text in lines if _SPEAKS.match(text)]
    if len(spoken) >= _FEWEST_SPEECHES:
        return spoken[0]
    labelled = [clause for clause in clauses if clause.label]
    questions = [clause.line for clause in labelled if _QUESTION.search(clause.full)]
    return questions[0] if len(questions) > 1 and len(questions) * 3 >= len(labelled) else 0


def is_blank_form(clauses: Sequence[Clause], title: str) -> bool:
    """A form that is to be filled in: labels of fields and empty cells or lines, no sentence but notes below the table
    of what its title calls a form.
    """
    rows = [clause for clause in clauses if clause.kind == "row"]
    others = [clause for clause in clauses if clause.kind not in ("row", "table")]
    above = clauses[:next((at for at, clause in enumerate(clauses) if clause.kind == "row"), 0)]
    called = bool(above) and bool(_FORM.search(squeeze(title)))
    if any("。" in clause.full for clause in (above if called else others)):
        return False
    cells = [cell for row in rows for cell in row.cells]
    lines = [clause for clause in others if _BLANK.search(clause.full)]
    if len(cells) >= _FEWEST_CELLS:
        empty = sum(1 for cell in cells if not cell or _BLANK.search(cell))
        return empty * 2 >= len(cells) or bool(_FORM.search(squeeze(title))) and empty * 10 >= len(cells) * 3
    return not rows and len(lines) >= _FEWEST_SPEECHES and len(lines) * 3 >= len(others) * 2


def is_register(clauses: Sequence[Clause], title: str) -> bool:
    """A list that is complete in itself: a title that says so, and rows that are filled in."""
    rows = sum(1 for clause in clauses if clause.kind == "row")
    return rows >= _FEWEST_CODES and bool(_REGISTER.search(squeeze(title)))


def is_code_table(clauses: Sequence[Clause], title: str) -> bool:
    """Codes with their names and nothing else: no text, no sentence, at most a parent's code beside them."""
    rows = [clause for clause in clauses if clause.kind == "row"]
    others = [clause for clause in clauses if clause.kind not in ("row", "table")]
    if len(rows) < _FEWEST_CODES or len(others) > 2 or any("。" in clause.full for clause in clauses):
        return False
    width = max(len(row.cells) for row in rows)
    coded = max(sum(1 for row in rows if at < len(row.cells) and _CODE.fullmatch(row.cells[at])) for at in range(width))
    named = re.search("代码|编码|代号", squeeze(title) + "".join(rows[0].cells))
    return bool(named) and width <= 4 and coded * 5 >= (len(rows) - 1) * 4
