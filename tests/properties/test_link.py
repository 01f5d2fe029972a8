"""Linking any set of documents: the postconditions of generator/tiaowen/link, numbered there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs
from tiaowen.catalog import Catalog, load_catalog
from tiaowen.data import registry_folders
from tiaowen.link import link
from tiaowen.model import Jurisdiction, Policy
from tiaowen.model.corpus import Corpus

from tests.factories import citation, clause, duty, mention, policy, with_facts

PLACES = [Jurisdiction(city="威海市", place_id="weihai"),
          Jurisdiction(city="潍坊市", place_id="weifang"), Jurisdiction()]
NUMBERS = ["威发〔2023〕3号", "潍发[2023]3号", "威发〔2023〕4号", ""]
TITLES = ["关于推进工作的意见", "威海市关于推进工作的意见", "工作办法", ""]
FROZEN = frozenset({"weifa-2023-4", "weihai-nd-gongzuobanfa"})


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog(registry_folders(Path.cwd()))


@st.composite
def documents(draw: st.DrawFn) -> list[Policy]:
    made = []
    for index in range(draw(st.integers(0, 7))):
        number, title = draw(st.sampled_from(NUMBERS)), draw(st.sampled_from(TITLES))
        cited = draw(st.sampled_from(["《关于推进工作的意见》", "《工作办法》", "《别的意见》"]))
        text = f"一、{draw(st.sampled_from('甲乙'))}，根据{cited}做好打印设备工作。（责任单位：市财政局）"
        owner = clause("1", text, label="一、")
        facts: dict[str, Any] = {
            "citations": [citation(owner, cited, doc_number=draw(st.sampled_from(NUMBERS)),
                                   locator=draw(st.sampled_from(["", "1", "7.2"])))],
            "duties": [duty(owner, "（责任单位：市财政局）",
                            {"市财政局": draw(st.sampled_from(["weihai-caizhengju", "weihai-x"]))})],
            "industries": [mention(owner, draw(st.sampled_from(["it", "it.printer"])), "打印设备")],
        }
        status = draw(st.sampled_from(["published", "published", "published", "held", "refused"]))
        item = with_facts(policy("", owner, title=title, doc_number=number,
                                 jurisdiction=draw(st.sampled_from(PLACES)), status=status,
                                 issue_date=draw(st.sampled_from([None, "2023", "2023-05-01"]))), **facts)
        source = structs.replace(item.source, path=f"docs_src/policies/{index}.txt",
                                 sha256=f"{draw(st.integers(0, 3)):064x}")
        made.append(structs.replace(item, id=draw(st.sampled_from(["", "", "", f"frozen-{index}"])), source=source))
    return made


def targets(corpus: Corpus) -> set[str]:
    """Every address of the library's pages and clauses."""
    found = {f"cited/{i}.html" for i in corpus.cited}
    for item in corpus.policies:
        found |= {f"p/{item.id}.html", *(f"p/{item.id}.html#{c.anchor}" for c in item.clauses)}
    return found


@settings(max_examples=120, deadline=None, derandomize=True)
@given(items=documents(), data=st.data())
def test_linking_keeps_its_promises(catalog: Catalog, items: list[Policy], data: st.DataObject) -> None:
    corpus = link(items, catalog, FROZEN)
    assert link(data.draw(st.permutations(items)), catalog, FROZEN) == corpus  # 1
    ids = [item.id for item in corpus.policies]
    assert all(ids) and len(ids) == len(set(ids)) and not set(ids) & FROZEN  # 2
    # 3
    assert all(f.target in targets(corpus) for item in corpus.policies for f in item.facts.citations
               if f.kind != "not_a_document" and f.target)
    everything = sorted(item.source.path for item in (*corpus.policies, *corpus.unpublished))
    assert everything == sorted(item.source.path for item in items)  # 4
    assert all(ref.clause.policy_id in ids for refs in (*corpus.duties_of.values(), *corpus.clauses_of.values())
               for ref in refs)
    assert set(corpus.duties_of) <= set(corpus.agencies) and set(corpus.clauses_of) <= set(corpus.industries)
