"""Headings: on a line of their own, or run in before the first full stop. What is a heading shows in the whole list,
not in one line.

Run in: a short phrase, and most of its fellows have one (地位和作用。体育是…). No heading: a task sentence of
several clauses (4.加快…建设，充分利用…，开辟…，拓展….), a sentence that is all there is (13.做大做强….), items and
articles of law.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from tiaowen.numbering import FAMILIES
from tiaowen.parse.node import Node
from tiaowen.parse.tails import find_tails
from tiaowen.text import HAN

_ALWAYS = {family.kind for family in FAMILIES if family.heads} | {"supp"}
_SENTENCE = re.compile(r"[。！？]")
_NORM = re.compile(
    r"应当|必须|不得|可以?根据|严禁|^(?:凡|如|由|各[^级类项]|本|符合|有关|申请|未|已|对(?![外口接])|在(?![线职校建])"
    r"|自(?![然主治觉愿身查救律动力我])"
    r"|从(?![严业紧快])|为(?!民)|经(?![济营贸费])|因(?![地材势城])|以(?![人赛工奖旧])|年(?![度龄检报审]))"
    r"|^[^，]{0,14}(?:不(?:超过|低于|少于|予)|负责)|是指|的，"
)
_PRINCIPLE = re.compile(f"[{HAN}]{{4}}(?:[，、][{HAN}]{{4}})+")  # 以人为本，安全处置。
_STYLE = Literal["none", "line", "sentence", "run_in", "colon"]
_COLON = re.compile(rf"^(?P<name>[{HAN}A-Za-z0-9“”（）、·]{{2,14}})[：:](?=\S)")
_NO_NAME = re.compile(
    r"(?:如下|以下|下列|包括|分别|为|是|指|即|规定|要求|计划|提出|认为|指出|强调|公式|达到)$"
    r"|^(?:其中|即|例如|注|联系|电话|按|以|对|到|责任|牵头|配合|主办|承办)"
)
_PHRASE = re.compile(rf"([{HAN}、“”]{{2,14}})。(?=\S.{{5}})")
_PREDICATE = re.compile(
    "[是有应须将]|不|由|^(?:本|该|其|上述|前款)|[的了]$|为主$|予以|负责|处理$|审批$|执行$|实行|适用")
_A_WORD = 4  # （一）申请。 opens no sentence
_TASK = re.compile(
    "(?:鼓励|支持|加强|推进|推动|完善|建立|健全|优化|实施|加大|强化|提升|提高|扩大|落实|促进|培育|引导|规范|降低|减免"
    "|设立|开展|深化|加快|打造|发展|引进"
    "|培养|做大|做强|拓宽|保障|奖励|补贴|扶持)")
_FEWEST_TASKS = 2
_ALL = 0.99
_LONGEST_RUN_IN = 32
_LONGEST_LINE = 80
_LONGEST_ALONE = 16
_LONGEST_STAGE = 48  # （一）第一阶段：宣传发动，制定方案（7月18日至25日）。 over paragraphs of its own


class Guess(Struct):
    """What the line of a unit looks like on its own. Offsets are in the piece's text; ``end`` is where the body
    begins.
    """

    style: _STYLE
    start: int = 0
    stop: int = 0
    end: int = 0
    firm: bool = True


def decide(root: Node, *, law: bool = False) -> dict[int, tuple[str, int]]:
    """For each node with a piece (by id()): its heading and the offset where its body begins in the piece's text.

    ``law``: the text is a law by its kind, whose articles are sentences throughout (第二十四条
    鼓励乘坐公共汽车出行。…).
    """
    nodes = [node for node in root.walk() if node.piece is not None and node.kind not in ("row", "table")]
    guesses = {id(node): _guess(node) for node in nodes}
    share = _Consensus(nodes, guesses, law=law)
    return {id(node): _heading(node, guesses[id(node)], share) for node in nodes}


def _heading(node: Node, guess: Guess, share: _Consensus) -> tuple[str, int]:
    text = node.piece.text if node.piece else ""
    start = _label_end(node)
    if guess.style == "none" or not _accepted(node, guess, share):
        return "", start
    heading = text[guess.start:guess.stop].strip().strip("：:").lstrip()
    if node.family in _ALWAYS or re.fullmatch(rf"[{HAN}](?:\s+[{HAN}])+", heading):
        heading = _closed_up(heading)
    return heading, guess.end


def _closed_up(heading: str) -> str:
    """总　　则 → 总则; a space between words stays."""
    words = heading.split()
    return "".join(words) if all(len(word) == 1 for word in words) else " ".join(words)


def _label_end(node: Node) -> int:
    text = node.piece.text if node.piece else ""
    end = node.label.end if node.label else 0
    return end + len(text[end:]) - len(text[end:].lstrip())


def in_law(node: Node) -> bool:
    """Whether the node is an article or stands in one."""
    return node.family == "article" or any(above.family == "article" for above in node.ancestors())


def _guess(node: Node) -> Guess:
    text = node.piece.text if node.piece else ""
    start = _label_end(node)
    if node.family in _ALWAYS:
        return Guess("line", start, len(text), len(text))
    if in_law(node):
        return _of_article(text, start)
    tails = find_tails(text, start)
    limit = tails[0].span.start if tails else len(text)
    rest = text[start:limit].rstrip()
    limit = start + len(rest)
    if not rest:
        return Guess("none")
    if node.kind != "unit":
        return _topic(rest, start) if node.kind == "paragraph" else Guess("none")
    stops = [m.start() for m in _SENTENCE.finditer(rest)]
    if not stops or stops == [len(rest) - 1]:
        paragraphs = any(child.kind == "paragraph" for child in node.children)
        return _of_one_sentence(rest, start, min(limit, len(text)), stopped=bool(stops), paragraphs=paragraphs)
    return _run_in(rest, start, stops[0])


def _of_one_sentence(rest: str, start: int, end: int, *, stopped: bool, paragraphs: bool) -> Guess:
    """A line of one sentence, or of none: a heading when it is short. ``stopped``: a stop ends it; ``paragraphs``
    stand under it.
    """
    stage = len(rest) <= _LONGEST_STAGE and paragraphs and "：“" not in rest
    named = None if stage else _named(rest, start)
    if named:
        return named
    if (
        rest.endswith(("：", ":")) and (len(rest) > 26 or _NO_NAME.search(rest[:-1])
                                        or re.search("以下|下列|如下", rest))
    ):
        return Guess("none")
    longest, commas = (40, 1) if stopped else (_LONGEST_LINE, 3)
    short = len(rest) <= longest and rest.count("，") <= commas and not re.search("[；;，,…]", rest[-1:])
    if not short or re.search("；" if stage else "；|[：:].", rest) or rest.count("“") != rest.count("”"):
        return Guess("none")
    stop = start + len(rest) - (1 if stopped else 0)
    return Guess("sentence" if stopped else "line", start, stop, end)


def _run_in(rest: str, start: int, stop: int) -> Guess:
    """A line of several sentences: its first, up to ``stop``, is a heading when it is a phrase."""
    first = rest[:stop]
    named = _named(rest, start)
    if named and named.stop - named.start < stop:
        return named
    whole = first.count("“") == first.count("”") and rest[stop] == "。" and not re.search("[；：:]", first)
    if not whole or len(first) > _LONGEST_RUN_IN + 8 or first.count("，") > 1:
        return Guess("none")
    firm = len(first) <= _LONGEST_RUN_IN and (not _NORM.search(first) or bool(_PRINCIPLE.fullmatch(first)))
    return Guess("run_in", start, start + stop, start + stop + 1, firm)


def _bracketed(text: str, start: int) -> Guess:
    """第一条【立法目的】为了…: the heading that an edition gives an article."""
    match = re.match(r"[【\[]([^】\]]{2,30})[】\]]\s*", text[start:])
    return Guess("line", start + 1, start + 1 + len(match[1]), start + match.end()) if match else Guess("none")


def _of_article(text: str, start: int) -> Guess:
    """第四条 鼓励技术改造。对…的企业，给予…; （一）申请。符合条件的园区向…提出申请。: a phrase without a modal before
    the first full stop.
    """
    printed = _bracketed(text, start)
    match = _PHRASE.match(text, start)
    if (
        printed.style != "none" or not match or len(match[1]) > _A_WORD and _NORM.search(match[1])
        or _PREDICATE.search(match[1])
    ):
        return printed
    return Guess("run_in", start, match.end(1), match.end(), firm=True)


def _named(rest: str, start: int) -> Guess | None:
    """元旦：2018年12月30日至…: a name and a colon, the body on the same line."""
    match = _COLON.match(rest)
    if not match or _NO_NAME.search(match["name"]):
        return None
    return Guess("colon", start, start + match.end("name"), start + match.end())


def _topic(rest: str, start: int) -> Guess:
    """The topic sentence of an unlabelled paragraph: 坚持依法规范。全面履行法定职责…"""
    match = re.match(rf"([{HAN}“”、A-Za-z]{{4,22}})。(?=.{{10}})", rest)
    if (
        not match or re.search(
            "(?:[我你]|[是有了]$|如下|^[一二三四五六七八九十]是|^(?:这|本|此|现|该|上述|以上|各位)|的$)", match[1])
    ):
        return Guess("none")
    return Guess("run_in", start, start + len(match[1]), start + match.end())


class _Consensus:
    """How usual a style is among the fellows of a unit: its siblings, and all units of its family at its depth."""

    def __init__(self, nodes: Sequence[Node], guesses: dict[int, Guess], *, law: bool) -> None:
        self.guesses = guesses
        self.groups: dict[tuple[int, str], list[Node]] = defaultdict(list)
        for node in nodes:
            for key in self._keys(node):
                self.groups[key].append(node)
        self.shares: dict[tuple[tuple[int, str], str], float] = {}
        tasks = sum(1 for node in nodes if self._opens_with_task(node))
        self.named_by_task = not law and (tasks >= _FEWEST_TASKS or tasks > 0 and any(map(self._is_named_item, nodes)))
        """Whether articles are named by their task, in a text that is no law: several of them, or one beside named
        items.
        """

    def _keys(self, node: Node) -> tuple[tuple[int, str], tuple[int, str]]:
        family = node.family or node.kind
        return (id(node.parent), family), (sum(1 for _ in node.ancestors()), family)

    def _opens_with_task(self, node: Node) -> bool:
        guess = self.guesses[id(node)]
        text = node.piece.text if node.piece else ""
        return node.family == "article" and guess.style == "run_in" and _TASK.match(text, guess.start) is not None

    def _is_named_item(self, node: Node) -> bool:
        return node.family != "article" and in_law(node) and self.of_siblings(node, "run_in") > _ALL

    def by_task(self, node: Node) -> bool:
        """Whether the node is an article named by its task, in a text that names several so."""
        return self.named_by_task and self._opens_with_task(node)

    def of(self, node: Node, style: str) -> float:
        """The greater of the two shares, 0 to 1; those with a heading on a line of its own do not count."""
        return max(self._share(key, style) for key in self._keys(node))

    def _share(self, key: tuple[int, str], style: str) -> float:
        if (key, style) not in self.shares:
            own_line = ("line", "sentence")
            counted = [g for n in self.groups[key]
                       if not ((g := self.guesses[id(n)]).style in own_line and has_body(n))]
            good = sum(1 for g in counted if g.style == style and g.firm)
            alone = good and all(g.stop - g.start <= _LONGEST_ALONE for g in counted)
            self.shares[key, style] = good / len(counted) if len(counted) > 1 else 0.5 * bool(alone)
        return self.shares[key, style]

    def of_siblings(self, node: Node, style: str) -> float:
        """The share among its siblings alone; 0 when it has none."""
        return 0.0 if self.alone(node) else self._share(self._keys(node)[0], style)

    def alone(self, node: Node) -> bool:
        """Whether the node has no siblings of its family."""
        return len(self.groups[self._keys(node)[0]]) == 1

    def with_lines(self, node: Node) -> bool:
        """Whether most siblings have a heading on a line of its own."""
        key = self._keys(node)[0]
        if (key, "line") not in self.shares:
            group = self.groups[key]
            good = sum(1 for n in group if self.guesses[id(n)].style in ("line", "sentence") and has_body(n))
            self.shares[key, "line"] = good / len(group)
        return self.shares[key, "line"] > 0.5


def has_body(node: Node) -> bool:
    """Whether something stands under the unit: paragraphs, items, a table."""
    return bool(node.children)


def _accepted(node: Node, guess: Guess, share: _Consensus) -> bool:
    if node.family in _ALWAYS or in_law(node) and guess.style == "line":
        return True
    if in_law(node):
        return (
            share.by_task(node) or node.kind == "unit"
            and share.of_siblings(node, "run_in") > (0.5 if node.family == "article" else _ALL)
        )
    if node.kind == "paragraph":
        owner = share.guesses.get(id(node.parent)) if node.parent else None
        owner_runs_in = (
            owner is not None and owner.style == "run_in" and node.parent is not None and node.parent.kind == "unit"
        )
        return (
            node.parent is not None and node.parent.kind == "unit" and (owner_runs_in or share.of(node, "run_in") > 0.5)
        )
    if guess.style == "run_in":
        usual = share.of(node, "run_in")
        clauses = node.piece is not None and "，" in node.piece.text[guess.start:guess.stop]
        # two sentences of four begin so: 配备专职人员，负责日常服务。…
        if usual <= 0.5 and not share.alone(node) and (clauses or node.listed):
            return False
        return usual >= 0.5 and (guess.firm or usual > 0.7)
    if guess.style == "colon":
        return share.of(node, "colon") > 0.5
    if guess.style == "sentence":
        # the same document mixes both styles
        usual = share.with_lines(node) or share.alone(node) or share.of(node, "run_in") >= 0.5
        return has_body(node) and not node.listed and usual
    return has_body(node) or node.family in ("han", "stem") and not node.listed or share.with_lines(node)
