"""The order of the stages, and the only place that imports them.

``document``: read → clean → parse → sidecar → facts, each file on its own; ``inspection`` shows it.
``library``: all documents → ledger → link.
``site``: pages, twins and search index → write → MkDocs → check.
``serving``: the document that a person edits, ahead of the rest.
``commands``: what a person asks of a library beside building it; ``searching``: of a built site; ``wording``: what was
done, in sentences.

What a command does not need is not loaded: a name is looked up in its module when it is first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from tiaowen.render.cite import STYLES, Style

if TYPE_CHECKING:
    from tiaowen.pipeline.building import build
    from tiaowen.pipeline.citing import cite_address
    from tiaowen.pipeline.commands import check, freeze
    from tiaowen.pipeline.exporting import export, unfit_to_write
    from tiaowen.pipeline.health import doctor
    from tiaowen.pipeline.inspection import inspect_file, outline, place_called, reasons_told
    from tiaowen.pipeline.library import Request
    from tiaowen.pipeline.result import Result
    from tiaowen.pipeline.searching import documents_called, hits_as_data, hits_told, search
    from tiaowen.pipeline.serving import Ahead, Preview, serve
    from tiaowen.pipeline.wording import counted, frozen_told, room, shown_ahead, summary

__all__ = [
    "STYLES", "Ahead", "Preview", "Request", "Result", "Style", "build", "check",
    "cite_address", "counted", "doctor", "documents_called", "export", "freeze", "frozen_told", "hits_as_data",
    "hits_told", "inspect_file", "outline", "place_called", "reasons_told", "room", "search", "serve", "shown_ahead",
    "summary", "unfit_to_write",
]
_MODULES = {
    "building": ("build",),
    "citing": ("cite_address",),
    "commands": ("check", "freeze"),
    "exporting": ("export", "unfit_to_write"),
    "health": ("doctor",),
    "inspection": ("inspect_file", "outline", "place_called", "reasons_told"),
    "library": ("Request",),
    "result": ("Result",),
    "searching": ("documents_called", "hits_as_data", "hits_told", "search"),
    "serving": ("Ahead", "Preview", "serve"),
    "wording": ("counted", "frozen_told", "room", "shown_ahead", "summary"),
}
_HOME = {name: module for module, names in _MODULES.items() for name in names}


def __getattr__(name: str) -> object:
    """The name from the module that has it (PEP 562)."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
