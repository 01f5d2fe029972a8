from pathlib import Path

import pytest
from tiaowen.catalog import Catalog, load_catalog


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    return load_catalog((Path(__file__).parents[3] / "site_config",))
