"""News: what happened to which document, on which day; and which feeds tell it."""

from __future__ import annotations

from msgspec import structs
from tiaowen.config import Settings
from tiaowen.model import Citation, Clause, Facts, Jurisdiction, Policy, SourceInfo, Span, Tombstone
from tiaowen.model.corpus import AgencyRecord, ClauseRef, Corpus, DutyRef, PlaceRecord
from tiaowen.render.feed import feeds
from tiaowen.render.news import news
from tiaowen.text import sha256

SETTINGS = Settings(site_url="https://example.org/zc/")
CLAUSE = Clause(anchor="c-1", path="1", kind="heading", level=1, label="一、", full="一、事项。", line=1,
                sha256=sha256("一、事项。"))


def policy(name: str, day: str, *citations: Citation, **values: str) -> Policy:
    source = SourceInfo(path=f"{name}.txt", format="text", encoding="utf-8", sha256="0" * 64, size=1)
    found = Policy(id=name, title=f"关于{name}的通知", issue_date=day, source=source, clauses=(CLAUSE,),
                   facts=Facts(citations=citations),
                   jurisdiction=Jurisdiction(place_id="weihai"))
    return structs.replace(found, **values)


def cites(relation: str, target: str, locator: str = "") -> Citation:
    return Citation(path="1", anchor="c-1", title="甲", kind="policy_document", quote="甲", span=Span(0, 1), line=1,
                    relation=relation,  # type: ignore[arg-type]
                    target=target, locator=locator)


def events(corpus: Corpus) -> list[tuple[str, str, str]]:
    return [(item.day, item.event, item.policy_id) for item in news(corpus)]


def test_a_document_that_another_repeals_or_amends_is_news_on_the_day_of_the_other() -> None:
    old, part = policy("a", "2020-01-01"), policy("b", "2020-02-01")
    new = policy("c", "2024-03-01", cites("repeals", "p/a.html"), cites("repeals", "p/b.html#c-1", "1"),
                 cites("mentions", "p/b.html"))
    assert events(Corpus(policies=(old, part, new))) == [
        ("2024-03-01", "new", "c"), ("2024-03-01", "amended", "b"), ("2024-03-01", "repealed", "a"),
        ("2020-02-01", "new", "b"), ("2020-01-01", "new", "a"),
    ]


def test_a_document_is_over_once_the_library_knows_a_later_day() -> None:
    ended, running = policy("a", "2020-01-01",
                            expiry_date="2023-12-31"), policy("b", "2020-02-01", expiry_date="2030-12-31")
    assert ("2023-12-31", "expired", "a") not in events(Corpus(policies=(ended, running)))
    assert ("2023-12-31", "expired", "a") in events(Corpus(policies=(ended, running, policy("c", "2024-03-01"))))


def test_of_what_was_taken_down_the_page_of_news_has_no_word_and_the_feeds_nothing() -> None:
    down = structs.replace(policy("a", "2020-01-01"), status="removed", title="", issue_date=None,
                           clauses=(), tombstones=(
                               Tombstone(anchor="c-1", path="1", label=""),))
    corpus = Corpus(policies=(), withdrawn=(down,))
    assert [(item.event, item.title, item.summary) for item in news(corpus)] == [("removed", "一份文件", "")]
    assert all(b"<entry>" not in file.data for file in feeds(corpus, SETTINGS))


def test_places_have_feeds_of_all_within_and_agencies_only_where_several_documents_name_them() -> None:
    held = tuple(policy(name, f"2020-0{at}-01") for at, name in enumerate("abc", 1))
    places = {"shandong": PlaceRecord(id="shandong", name="山东省", level="province", parent="", code="37"),
              "weihai": PlaceRecord(id="weihai", name="威海市", level="city", parent="shandong", code="3710")}
    agencies = {name: AgencyRecord(id=name, name=name, full_name=name, place_id="weihai", known="registry")
                for name in ("many", "few")}
    duty = {p.id: DutyRef(clause=ClauseRef(policy_id=p.id, path="1", anchor="c-1"), duty=0, leads=True) for p in held}
    corpus = Corpus(policies=held, places=places, agencies=agencies, policies_at={"weihai": ("a", "b", "c")},
                    duties_of={"many": tuple(duty.values()), "few": (duty["a"],)})
    made = {file.path: file.data.decode() for file in feeds(corpus, SETTINGS)}
    assert set(made) == {"feed.xml", "place/shandong.xml", "place/weihai.xml", "agency/many.xml"}
    assert (
        made["place/shandong.xml"].count("<entry>") == 3 and "<title>威海市 - 条文</title>" in made["place/weihai.xml"]
    )
    assert "https://example.org/zc/agency/many.xml" in made["agency/many.xml"]
