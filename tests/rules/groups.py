"""Which modules and registries hold the rules of a group, and which tests are its cases."""

from __future__ import annotations

from typing import NamedTuple


class Group(NamedTuple):
    """``modules``: prefixes of module names; ``registries``: files of site_config; ``tests``: what must notice that a
    rule is gone.
    """

    modules: tuple[str, ...]
    registries: tuple[str, ...]
    tests: tuple[str, ...]


_FACTS = ("tests/unit/facts", "tests/catalog")
GROUPS = {
    "duties": Group(("tiaowen.facts.duty", "tiaowen.facts.agencies", "tiaowen.language.bodies", "tiaowen.parse.tails"),
                    (), ("tests/unit/facts", "tests/unit/parse")),
    "targets": Group(("tiaowen.facts.target", "tiaowen.facts.deadline", "tiaowen.language"),
                     ("quantities.yml",), _FACTS),
    "incentives": Group(("tiaowen.facts.incentive", "tiaowen.language"), (), _FACTS),
    "citations": Group(("tiaowen.facts.citation", "tiaowen.facts.reference", "tiaowen.document_names",
                        "tiaowen.references"),
                       ("citations.yml",), (*_FACTS, "tests/unit/test_document_names.py",
                                            "tests/unit/test_references.py")),
    "industries": Group(("tiaowen.facts.industry",), ("industries.yml",), _FACTS),
    "parse": Group(("tiaowen.parse", "tiaowen.numbering"), ("document_types.yml",),
                   ("tests/unit/parse", "tests/unit/test_numbering.py")),
    "clean": Group(("tiaowen.clean",), ("noise.yml",), ("tests/unit/clean", "tests/catalog/test_noise.py")),
}
