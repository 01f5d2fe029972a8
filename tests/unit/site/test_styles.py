"""Which rules and custom properties of a style sheet stay."""

import pytest
from jinja2 import DictLoader, Environment
from tiaowen.site.mkdocs_plugin.styles import sources, used, words


@pytest.mark.parametrize(("css", "left"), [
    (".a{top:0}.b{top:0}", ".a{top:0}"),
    (".b,.a,p{top:0}", ".a,p{top:0}"),
    (".a .b{top:0}p.a>q{top:0}", "p.a>q{top:0}"),
    (".a:not(.b){top:0}:is(.b,p){top:0}", ".a:not(.b){top:0}:is(.b,p){top:0}"),
    ("[data-md-color-primary=pink]{top:0}[data-md-color-primary=a]{top:0}[title=pink] p{top:0}",
     "[data-md-color-primary=a]{top:0}[title=pink] p{top:0}"),
    ("[dir=rtl] p{top:0}[dir=a] p{top:0}", "[dir=a] p{top:0}"),
    ("@media print{.b{top:0}}@media print{.a{top:0}}", "@media print{.a{top:0}}"),
    ("@keyframes b{0%{top:0}}", "@keyframes b{0%{top:0}}"),
    (":root{--x:1;--y:2;--z:3}p{top:var(--x)}", ":root{--x:1;--z:3}p{top:var(--x)}"),
    (":root{--y:2}", ""),
])
def test_a_rule_stays_where_something_could_match_it(css: str, left: str) -> None:
    assert used(css, frozenset({"a"}), frozenset({"q{left:var( --z)}"})) == left


def test_words_are_those_of_every_template_that_is_reached() -> None:
    environment = Environment(loader=DictLoader({
        "main": "{% extends 'base' %}", "base": '<p class="md-x--y">{% include "part" %}</p>',
        "part": "<b class='z'>", "other": "<i class='w'>"}), autoescape=True)
    assert {"md-x--y", "z"} <= words(sources(environment, "main")) and "w" not in words(sources(environment, "main"))


def test_a_template_with_a_mistake_or_that_is_not_there_leads_no_further() -> None:
    environment = Environment(loader=DictLoader({"main": "{% include 'gone' %}{% include 'broken' %}x",
                                                 "broken": "{% endfor %}y"}), autoescape=True)
    assert {"x", "y"} <= words(sources(environment, "main"))
