"""The built wheel, and clean virtual environments for it without a network.

The dependencies are the ones tested here, lent by a path file; the program is not among them.
"""

import subprocess
import sys
import venv
from pathlib import Path

from tests.site_folder import ROOT


def clean_environment(folder: Path) -> Path:
    """A new environment at the folder with the dependencies; its Python."""
    venv.create(folder, with_pip=False)
    lend_dependencies(folder)
    return folder / "bin" / "python"


def lend_dependencies(environment: Path) -> None:
    """Let an environment see what is installed here but for tiaowen: what ``pip install`` would otherwise download."""
    # outside the environment, so that pip never removes anything in it
    lent = environment.with_name(f"{environment.name}-lent")
    lent.mkdir()
    for folder in (Path(path) for path in sys.path if path.endswith("site-packages")):
        for entry in folder.iterdir():
            if "tiaowen" not in entry.name and entry.suffix != ".pth" and not (lent / entry.name).exists():
                (lent / entry.name).symlink_to(entry)
    (libraries,) = environment.glob("lib/python*/site-packages")
    (libraries / "lent.pth").write_text(f"{lent}\n", encoding="utf-8")


def run(*command: str | Path, folder: Path, **environment: str) -> str:
    """What a command prints in a folder, with no more environment than a new user has; fails the test when its status
    is not 0.
    """
    done = subprocess.run([str(word) for word in command], cwd=folder, capture_output=True, text=True,
                          encoding="utf-8", timeout=300,
                          env={"PATH": "/usr/bin:/bin", "LANG": "C", "PYTHONUTF8": "0", **environment})
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def build_wheel(folder: Path, source: Path = ROOT, kind: str = "wheel") -> Path:
    """The wheel of the program, or its source archive (``sdist``), in the folder."""
    run(sys.executable, "-m", "build", "--no-isolation", f"--{kind}", "--outdir", folder, source, folder=source)
    (built,) = folder.glob("*.whl" if kind == "wheel" else "*.tar.gz")
    return built
