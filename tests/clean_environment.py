"""Clean virtual environments without a network: the dependencies are the ones tested here, lent by a path file; the program is not among them."""

import sys
import venv
from pathlib import Path


def clean_environment(folder: Path) -> Path:
    """A new environment at the folder with the dependencies; its Python."""
    venv.create(folder, with_pip=False)
    lend_dependencies(folder)
    return folder / "bin" / "python"


def lend_dependencies(environment: Path) -> None:
    """Let an environment see what is installed here but for tiaowen: what ``pip install`` would otherwise download."""
    lent = environment.with_name(f"{environment.name}-lent")  # outside the environment, so that pip never removes anything in it
    lent.mkdir()
    for folder in (Path(path) for path in sys.path if path.endswith("site-packages")):
        for entry in folder.iterdir():
            if "tiaowen" not in entry.name and entry.suffix != ".pth" and not (lent / entry.name).exists():
                (lent / entry.name).symlink_to(entry)
    (libraries,) = environment.glob("lib/python*/site-packages")
    (libraries / "lent.pth").write_text(f"{lent}\n", encoding="utf-8")
