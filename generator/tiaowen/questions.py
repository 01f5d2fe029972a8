"""What the commands ask of a person at the console, and of nobody elsewhere: a new site's name and place, what a text
does not say of itself.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial

import click
import msgspec

from tiaowen.config import Settings
from tiaowen.model import Policy
from tiaowen.sidecar import Sidecar

_ASKED = (("title", "标题"), ("issue_date", "成文日期，例如 2023-02-15"),
          ("source_url", "来源网址，例如 https://www.example.gov.cn/art/1.html"))


def ask_site(name: str, place_called: Callable[[str], dict[str, str]]) -> tuple[str, str]:
    """What a new site is called and of which place its documents are; as proposed and empty where nobody is at the
    console.
    """
    if not sys.stdin.isatty():
        return "", ""
    called = click.prompt("网站名称", default=name, err=True, value_proc=partial(_site_name, name))
    place = click.prompt("文件多半是哪里的，例如 山东省威海市（各地都有就直接回车）", default="", show_default=False,
                         err=True, value_proc=partial(_place, place_called))
    return called, "".join(dict.fromkeys(place.values())) if isinstance(place, dict) else ""


def _site_name(proposed: str, value: str) -> str:
    """The answer, when the settings can hold it; otherwise it is asked again."""
    answer = value.strip() or proposed
    try:
        return msgspec.convert({"site_name": answer}, Settings).site_name
    except msgspec.ValidationError as error:
        raise click.UsageError("不能含尖括号、引号和 &") from error


def ask(policy: Policy, place_called: Callable[[str], dict[str, str]], place: str = "") -> dict[str, object]:
    """What only the person can know of a text: asked where the file does not say it, and only when somebody is at the
    console. The place is asked first, with ``place`` as the proposal.

    ``place_called`` gives what a sidecar says of a place of that name; empty when there is none.
    """
    if not sys.stdin.isatty():
        return {}
    answers: dict[str, object] = {}
    if not policy.jurisdiction.place_id:
        known = place if place and place_called(place) else ""
        if where := _prompt("地区，例如 山东省威海市", partial(_place, place_called), known):
            answers["jurisdiction"] = where
    return answers | {name: _prompt(question, partial(_fit, name)) for name,
                      question in _ASKED if not getattr(policy, name)}


def _prompt(question: str, reading: Callable[[str], object], proposed: str = "") -> object:
    """The answer; an empty one is ``proposed``, and a hyphen that it is not known."""
    if proposed:
        return click.prompt(f"{question}（不知道就写 -）", default=proposed, err=True,
                            value_proc=lambda answer: reading("" if answer.strip() == "-" else answer))
    return click.prompt(f"{question}（不知道就直接回车）", default="", show_default=False, err=True, value_proc=reading)


def _place(place_called: Callable[[str], dict[str, str]], name: str) -> dict[str, str]:
    """The place of that name; one that no table knows is asked for again."""
    found = place_called(name) if name.strip() else {}
    if name.strip() and not found:
        raise click.UsageError("没有这个地区；请写全名（写到市、县），或直接回车，以后登记在 site_config/places.yml")
    return found


def _fit(name: str, value: str) -> str:
    """The answer, when the sidecar can hold it; otherwise it is asked again."""
    answer = value.strip()
    try:
        msgspec.convert({name: answer} if answer else {}, Sidecar)
    except msgspec.ValidationError as error:
        raise click.UsageError("请照例子写，或直接回车") from error
    return answer
