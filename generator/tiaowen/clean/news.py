"""Prose of a news page around a document: before its own title, or running into its first sentence."""

from __future__ import annotations

import re

from tiaowen.catalog.noise import NoiseRule
from tiaowen.clean.page import HEADLINE, LETTER_HEAD, Page

_OPENING = re.compile("[，,：:。]\\s*(?=(?:为|根据|按照|依据|经.{2,20}同意|现将|各.{1,30}[：:]))")
_HANDING_ON = re.compile("现(?:将|予|印发|转发|公布|就|通知|下达)|(?:印发|转发|下发)给你们|请(?:遵照|认真|结合|贯彻)")


def take_news(page: Page) -> None:
    """Prose of a news page stands before the document's own title, or runs into its first sentence."""
    rules = page.catalog.noise.of_kind("lead_in")
    leads = {i: rule for i in range(page.front_end) if not page.reasons[i] for rule,
             p in rules if p.search(page.folded[i][:120])}
    leads = {i: rule for i, rule in leads.items() if not _is_letter(page, i)}
    if not leads:
        return
    title = next((i for i in range(page.front_end - 1, -1, -1) if not page.reasons[i] and i not in leads
                  and page.is_title(i)), None)
    before_title = [i for i in leads if title is not None and i < title]
    for index in range(max(before_title, default=-1) + 1):
        if not page.reasons[index]:
            rule = leads.get(index)
            page.reasons[index] = rule.reason if rule else HEADLINE
    for index in sorted(set(leads) - set(before_title), reverse=True):
        _split_lead(page, index, leads[index])


def _is_letter(page: Page, index: int) -> bool:
    """Whether the line is a notice's own: after a document number or an addressee, or handing something on
    (现转发给你们).
    """
    before = (text for text, reason in zip(page.folded[:index], page.reasons, strict=False) if not reason)
    return bool(_HANDING_ON.search(page.folded[index])) or any(LETTER_HEAD.search(text) for text in before)


def _split_lead(page: Page, index: int, rule: NoiseRule) -> None:
    """齐鲁网3月25日讯…刊发《方案》，│为贯彻落实…: the document begins after the lead-in's last word."""
    text = page.folded[index]
    title = re.search("《[^》]+》", text)
    opening = _OPENING.search(text, title.end() if title else 0)
    if not title or not opening or opening.start() - title.end() > 20 or title.start() > 80:
        if rule.certain and len(text) < 400 and index + 1 < page.front_end:
            page.reasons[index] = rule.reason
        return
    page.split(index, opening.end(), rule.reason, "")
