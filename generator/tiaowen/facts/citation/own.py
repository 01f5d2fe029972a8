"""What a document calls itself, and the short forms it defines: neither is a document cited."""

from __future__ import annotations

import re

from msgspec import Struct

from tiaowen.document_names import forwards, issued_title, number_key, title_key, without_issuer
from tiaowen.facts.citation.scan import Named, bracket_after
from tiaowen.model import Policy
from tiaowen.text import HAN

_SHORT_FORM = re.compile(
    rf"(?:以下|下)?(?:统?简?称为?|简称)[:：]?\s*(?:[{HAN}]{{0,4}}[《“\"‘]+\s*(?P<quoted>[^《》“”\"’]{{1,30}})"
    rf"\s*[》”\"’]|(?P<bare>[{HAN}]{{1,16}}))"
)
_DEFINING = re.compile(r"(?:以下|下)?(?:统?简?称为?|简称)[:：]?\s*[一-鿿]{0,4}[“\"‘]?$")
_ASIDE = re.compile(r"[（(][^（）()]*[）)]$")
# 《专项规划》 in the draft of it
_DRAFT = re.compile(r"[（(](?:修订)?(?:草案|征求意见稿|送审稿|讨论稿|公示稿|审议稿)[）)]$")
_YEARS = re.compile(r"[（(]20\d\d[^（）()]{0,12}年[）)]$")  # 《行动计划》 of …行动计划（2022—2024年）
# 关于印发《…办法》《…细则》的通知: each of them
_ISSUES, _QUOTED = re.compile("(?:印发|发布|公布|颁布|颁发)《"), re.compile("《([^《》]{2,80})》")
SHORT = 6  # characters of a title that may stand for a longer one
_OWN_ANNEX = re.compile(r"[（(]\s*(?:详见|见|参见)?\s*附(?:件|表|录)\s*[\d一二三四五六七八九十]*")


class Names(Struct, kw_only=True):
    """The keys of the document's own titles, its own number, its own issuers, short forms so far: name → full title,
    "" for itself, and how the titles cited so far end → the last of them.
    """

    titles: frozenset[str]
    number: str
    issuers: str
    short: dict[str, str]
    endings: dict[str, str]

    def learn(self, text: str, item: Named) -> None:
        """Remembers the short forms that the bracket after a title defines: （国办发〔2017〕7号，以下简称《意见》）."""
        full = "" if self.is_own(text, item) else item.title
        for match in _SHORT_FORM.finditer(bracket_after(text, item.end)):
            self.short[(match["quoted"] or match["bare"]).strip()] = full
        if full and item.sort == "title":
            bare = _ASIDE.sub("", full)
            endings = {bare[max(0, len(bare) - size):] for size in range(SHORT + 1)}
            self.endings |= dict.fromkeys(endings - {full}, full)

    def full_title(self, item: Named) -> str | None:
        """What a short form stands for, "" for the document itself; None when the title is no short form."""
        if item.title in self.short:
            return self.short[item.title]
        if item.sort != "title" or len(item.title) > SHORT:
            return None
        if any(own.endswith(item.title) for own in self.titles):  # 《实施意见》 in 关于…的实施意见, not defined
            return ""
        return self.endings.get(item.title)

    def is_predecessor(self, text: str, item: Named) -> bool:
        """Whether the document named bears this one's title and is another: it is repealed, and has no number or
        another.
        """
        same = (
            item.sort == "title" and title_key(item.title) in self.titles
            and not _OWN_ANNEX.match(bracket_after(text, item.end))
        )
        return same and not (item.number and number_key(item.number) == self.number)

    def is_own(self, text: str, item: Named) -> bool:
        """Whether the document named is this one, the text attached to it, or an annex of it."""
        if (
            _DEFINING.search(text[max(0, item.start - 12) : item.start])
            or _OWN_ANNEX.match(bracket_after(text, item.end))
        ):
            return True
        if item.sort == "plan":
            return title_key(item.title) in self.titles
        if item.number and self.number:
            same = number_key(item.number) == self.number
            if same or item.sort == "number":
                return same
            return False
        return title_key(item.title) in self.titles


def own_names(policy: Policy) -> Names:
    """The names of a policy: its title, its parts' titles, and the title of the text that its notice issues, each with
    and without issuer.
    """
    titles = [policy.title, *(part.title for part in policy.parts)]
    titles += [bare.sub("", title) for bare in (_DRAFT, _YEARS) for title in titles]
    titles += [issued_title(title) for title in titles if not forwards(title)]
    titles += [one for title in titles if _ISSUES.search(title) for one in _QUOTED.findall(title)]
    keys = {title_key(form) for title in titles for form in (title, without_issuer(title))}
    return Names(titles=frozenset(keys - {""}), number=number_key(policy.doc_number) if policy.doc_number else "",
                 issuers="、".join(policy.issuers), short={}, endings={})
