"""All curated data as one frozen Catalog: an argument of every stage that needs it, never a global.

Each registry has its own module with its types, its loader and its checks; this one puts them together.
Where a site folder has a registry of its own, it is read after the packaged one and wins entry by entry.
"""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from tiaowen.catalog.agencies import AgencyRegistry
from tiaowen.catalog.agency_loading import load_agencies
from tiaowen.catalog.citations import CitationRules, load_citations
from tiaowen.catalog.document_types import DocumentTypes, load_document_types
from tiaowen.catalog.headings import load_headings
from tiaowen.catalog.industries import IndustryRegistry, load_industries
from tiaowen.catalog.noise import NoiseRules, load_noise
from tiaowen.catalog.place_tables import load_places
from tiaowen.catalog.places import PlaceRegistry
from tiaowen.catalog.quantities import QuantityWords, load_quantities
from tiaowen.catalog.redirects import load_redirects
from tiaowen.catalog.synonyms import SearchWords, load_search_words
from tiaowen.diagnostics import ConfigurationError
from tiaowen.model import Diagnostic


class Catalog(Struct, frozen=True, kw_only=True):
    """Every registry, read and checked."""

    places: PlaceRegistry
    agencies: AgencyRegistry
    industries: IndustryRegistry
    document_types: DocumentTypes
    headings: frozenset[str] = frozenset()
    citations: CitationRules = CitationRules()
    noise: NoiseRules
    quantities: QuantityWords
    search_words: SearchWords = SearchWords()
    redirects: dict[str, str] = {}


def load_catalog(folders: tuple[Path, ...]) -> Catalog:
    """The registries of the folders, later ones winning. Raises ConfigurationError with every finding of every file."""
    found: list[Diagnostic] = []
    places = load_places(folders, found)
    catalog = Catalog(
        places=places,
        agencies=load_agencies(folders, places, found),
        industries=load_industries(folders, found),
        document_types=load_document_types(folders, found),
        headings=load_headings(folders, found),
        citations=load_citations(folders, found),
        noise=load_noise(folders, found),
        quantities=load_quantities(folders, found),
        search_words=load_search_words(folders, found),
        redirects=load_redirects(folders, found),
    )
    if found:
        raise ConfigurationError(found)
    return catalog
