"""Where templates and registries are: packaged under ``tiaowen/_data`` in a wheel, beside the package in a checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def packaged(name: str) -> Path:
    """The packaged folder ``templates`` or ``site_config``, or the file ``mkdocs.yml`` or ``requirements.lock``.

    Raises FileNotFoundError when the installation is incomplete.
    """
    for place in (_PACKAGE / "_data" / name, _PACKAGE.parents[1] / name):
        if place.exists():
            return place
    raise FileNotFoundError(f"incomplete installation: no {name}")


def registry_folders(site: Path) -> tuple[Path, ...]:
    """The folders to read registries from: the packaged one, then the site's own ``site_config`` when it is another."""
    first, own = packaged("site_config"), site.resolve() / "site_config"
    return (first, own) if own.is_dir() and own != first else (first,)
