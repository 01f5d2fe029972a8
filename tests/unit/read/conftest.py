import pytest
from tiaowen.catalog import Catalog

from .texts import load


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    return load()
