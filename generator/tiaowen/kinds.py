"""The kinds of fact: the only list of them. Tables, pages, margin, filters, corrections and the reference are made from
it.

A new kind is a type and a field of ``Facts`` in ``model/facts.py``, ``facts/<room>/extract.py`` with a function
``extract``, a row here, a tab in ``mkdocs.yml`` where it has a page, and cases in ``tests/cases/<name>.md``. What some
kinds show in a way of their own is in ``render``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from msgspec import Meta, Struct

from tiaowen.model.facts import Citation, Deadline, Duty, Incentive, IndustryMention, Mention, Reference, Target

_OF_ALL = {"path", "anchor", "quote", "span", "line", "corrected"}  # of every fact, told of all in the same way


class Kind(Struct, frozen=True, kw_only=True):
    """A kind of fact, and what the program shows of it where nobody has written more."""

    name: Annotated[str, Meta(description="the field of Facts; the name of its table, page and corrections")]
    record: Annotated[type[Any], Meta(description="its type in model/facts.py")]
    room: Annotated[str, Meta(description="its folder in facts/; the id of its filter")]
    title: Annotated[str, Meta(description="of its table and page")]
    short: Annotated[str, Meta(description="on the console, in the margin and in the tabs")]
    about: Annotated[str, Meta(description="what a line of its table holds; empty: it has no table")] = ""
    columns: Annotated[
        Mapping[str, str], Meta(
            description="field → its column in the table, where it is called otherwise; empty: it has none")] = {}
    concerned: Annotated[
        bool, Meta(description="its rows tell the bodies that must act and the industries of the clause")] = True
    correction: Annotated[Mapping[str, object]
                          | None, Meta(description="what a correction leaves out; null: it has none")] = {}
    filter: Annotated[str, Meta(description="the name of its filter of results; empty: there is none")] = ""
    margin: Annotated[bool, Meta(description="it stands beside its clause")] = True
    page: Annotated[bool, Meta(description="it has a page")] = True
    of_places: Annotated[bool, Meta(description="it has a page for each place")] = True
    shown: Annotated[Mapping[str, str], Meta(description="field → the head of its column on pages")] = {}

    @property
    def own(self) -> Mapping[str, str]:
        """Column of the table → field, of what the kind says of itself: a new field has a column without more."""
        fields = (name for name in self.record.__struct_fields__ if name not in _OF_ALL)
        return {column: name for name in fields if (column := self.columns.get(name, name))}

    @property
    def address(self) -> str:
        """Of its page."""
        return f"{self.name}.html"

    @property
    def table(self) -> str:
        """The address of its table; empty when it has none."""
        return f"data/{self.name}.csv" if self.about else ""


KINDS = (  # in this order they are looked for: a kind may read those before it
    Kind(
        name="duties", record=Duty, room="duty", title="责任分工", short="责任",
        about="谁办什么：每行一项责任，牵头、配合分列",
        columns={"agencies": "agency", "agency_ids": "agency_id", "lead": "leads", "generic": "group", "open_list": "",
                 "scope": ""},
        concerned=False, correction={"role": "responsible", "where": "tail"}, filter="责任分工", page=False,
        of_places=False,
    ),
    Kind(
        name="targets", record=Target, room="target", title="目标", short="目标",
        about="目标：指标、数值、单位、期限、责任单位、产业", correction={"kind": "target"}, filter="目标指标",
    ),
    Kind(
        name="incentives", record=Incentive, room="incentive", title="奖补与优惠", short="奖补",
        about="奖补与优惠：对象、条件、金额、单位、上下限、上限、谁付、责任单位、产业", filter="奖补优惠",
    ),
    Kind(
        name="deadlines", record=Deadline, room="deadline", title="期限", short="期限",
        about="期限：哪一天之前做什么，责任单位、产业",
        columns={"agencies": ""}, margin=False, of_places=False,
    ),
    Kind(
        name="mentions", record=Mention, room="mention", title="提及", short="提及",
        about="提到而不能读准的：哪一条、原文",
        concerned=False, correction=None, page=False, of_places=False,
    ),
    Kind(
        name="citations", record=Citation, room="citation", title="引用关系", short="引用",
        about="引用关系：谁的哪一条，依据、落实、修改或废止哪份文件",
        columns={"title": "cited_title", "doc_number": "cited_number", "full_title": "", "issuer": "", "locator": ""},
        concerned=False, correction={"kind": "policy_document"}, filter="引用文件", margin=False, page=False,
        of_places=False,
    ),
    Kind(
        name="references", record=Reference, room="reference", title="本文件的条款", short="参照", correction=None,
        margin=False, page=False, of_places=False,
    ),
    Kind(
        name="industries", record=IndustryMention, room="industry", title="产业", short="产业",
        correction={"role": "subject", "terms": []},
        page=False, of_places=False,
    ),
)
