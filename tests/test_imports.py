"""The import rule of docs/architecture.md: base modules know no stage, stages never import each other, only pipeline
imports stages.
"""

import ast
from pathlib import Path

GENERATOR = Path(__file__).parents[1] / "generator" / "tiaowen"
STAGES = {"read", "clean", "parse", "facts", "link", "ledger", "render", "search", "site"}
CONDUCTORS = {"pipeline", "adding", "cli", "options", "__main__", "__init__"}


def imported(file: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("tiaowen."):
            names.add(node.module.split(".")[1])
        elif isinstance(node, ast.ImportFrom) and node.module == "tiaowen":
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.Import):
            names |= {alias.name.split(".")[1] for alias in node.names if alias.name.startswith("tiaowen.")}
    return names


def test_stages_do_not_import_each_other() -> None:
    for file in sorted(GENERATOR.rglob("*.py")):
        room = file.relative_to(GENERATOR).parts[0].removesuffix(".py")
        if room in CONDUCTORS:
            continue
        wrong = (imported(file) & STAGES) - {room} | imported(file) & CONDUCTORS - {"__init__"}
        assert not wrong, f"{file.relative_to(GENERATOR)} imports {sorted(wrong)}"


def test_no_drawer_modules() -> None:
    assert not {f.stem for f in GENERATOR.rglob("*.py")} & {"utils", "helpers", "common", "misc"}
