"""The machine-readable files beside a document, one row a form: what a browser calls it, what it holds, and who writes
it.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import starmap, zip_longest

from msgspec import Struct

from tiaowen.config import Settings, Twin
from tiaowen.model import Policy
from tiaowen.model.corpus import Corpus
from tiaowen.render.akn import akoma_ntoso
from tiaowen.render.akn_meta import Body
from tiaowen.render.inspect import inspect_document
from tiaowen.render.json_text import lined
from tiaowen.render.plain import document_text


class TwinForm(Struct, frozen=True):
    """One form. ``write`` is None where the file is taken from the Markdown archive when the site is built."""

    media: str
    about: str
    write: Callable[[Policy, Corpus, Settings], bytes] | None = None


def document_json(policy: Policy) -> bytes:
    """The inspect document of a published policy."""
    return lined(inspect_document(policy))


def _akoma_ntoso(policy: Policy, corpus: Corpus, settings: Settings) -> bytes:
    ids = corpus.issuer_ids.get(policy.id, ())[:len(policy.issuers)]
    return akoma_ntoso(policy, tuple(starmap(Body, zip_longest(policy.issuers, ids, fillvalue=""))), settings.site_url)


TWINS: dict[Twin, TwinForm] = {
    "json": TwinForm("application/json", "条款与全部事实，JSON",
                     lambda policy, corpus, settings: document_json(policy)),
    "xml": TwinForm("application/akn+xml", "Akoma Ntoso 3.0，法律文本的国际标准", _akoma_ntoso),
    "txt": TwinForm("text/plain", "纯文字，一条一段", lambda policy, corpus, settings: document_text(policy)),
    "md": TwinForm("text/markdown", "Markdown，条款为标题，带编号"),
}
