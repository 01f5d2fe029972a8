"""What the last site was built from and what was found, in build/site.json: the same input is not built, nor checked, a
second time.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec
from msgspec import Struct

from tiaowen.cache import program_digest
from tiaowen.config import Settings
from tiaowen.folders import write_if_changed
from tiaowen.model import Diagnostic
from tiaowen.site.build import configuration_file
from tiaowen.site.write import state_of


class SiteState(Struct, frozen=True, kw_only=True):
    """One finished site: digests of what it was made from and of what it is, and every finding on it."""

    made_from: str
    holds: str
    site_url: str
    findings: tuple[Diagnostic, ...]


def made_from(folder: Path, settings: Settings, digests: tuple[str, ...], epoch: int) -> str:
    """A digest of all that decides what MkDocs makes: the generated files (``digests``), its configuration, the clock,
    the program.
    """
    parts = [
        *digests, hashlib.sha256(configuration_file(folder, settings).read_bytes()).hexdigest(), settings.site_name,
        settings.site_url,
        settings.offline_zip, str(epoch), program_digest(()),
    ]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def read_state(folder: Path, out: Path, made: str | None = None) -> SiteState | None:
    """The state of the site at ``out``; None when it was not built from this folder, not ``made`` from what is given,
    or was changed since.
    """
    try:
        state = msgspec.json.decode((folder / "build" / "site.json").read_bytes(), type=SiteState)
    except (OSError, msgspec.DecodeError):
        return None
    return state if made in (None, state.made_from) and out.is_dir() and state_of(out) == state.holds else None


def write_state(folder: Path, out: Path, *, made: str, site_url: str, findings: tuple[Diagnostic, ...]) -> None:
    """Remember the site at ``out``."""
    state = SiteState(made_from=made, holds=state_of(out), site_url=site_url, findings=findings)
    write_if_changed(folder / "build" / "site.json", msgspec.json.encode(state))
