"""What the wheel carries besides the program: templates and registries. This site's own settings, ledger and search
queries stay out.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PACKAGED = ("templates", "site_config", "mkdocs.yml", "requirements.lock", "docs_src/pages",
            "docs_src/policies/binzhou-binbanzi-2019-68.txt")
OWN = ("site_config/site.yml", "site_config/permalinks/", "site_config/queries.yml")


class PackagedData(BuildHookInterface[Any]):
    """Puts the packaged files below tiaowen/_data, where generator/tiaowen/data.py looks first."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before a wheel is built; an editable install finds the files beside the package."""
        if version == "editable":
            return
        root = Path(self.root)
        for name in PACKAGED:
            for file in sorted((root / name).rglob("*")) if (root / name).is_dir() else [root / name]:
                path = file.relative_to(root).as_posix()
                if file.is_file() and not path.startswith(OWN):
                    build_data["force_include"][str(file)] = f"tiaowen/_data/{path}"
