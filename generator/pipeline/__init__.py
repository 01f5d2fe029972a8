"""The order of the stages, and the only place that imports them.

``document``: read → clean → parse → sidecar → facts, each file on its own.
``library``: all documents → ledger → link.
``site``: pages, twins and search index → write → MkDocs → check.
``commands``: what a person asks of a library beside building it.
"""

from generator.pipeline.commands import STYLES, Style, check, cite_address, freeze, inspect_file, outline, search, serve
from generator.pipeline.library import Request
from generator.pipeline.site import Result, build
from generator.site.check import SiteSize

__all__ = [
    "STYLES", "Request", "Result", "SiteSize", "Style", "build", "check", "cite_address", "freeze", "inspect_file", "outline", "search", "serve",
]
