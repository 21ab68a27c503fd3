"""A wheel made from the checkout and put into an environment where nothing is editable."""

import os
import subprocess
import sys
import sysconfig
from pathlib import Path


def installed(project: Path, folder: Path) -> Path:
    """The programs of a new environment that holds the project's wheel. Its requirements come from
    the environment of the tests, whose own (editable) projects stay out: a `.pth` file is read only
    in the environment it belongs to."""
    environment = folder / "environment"
    pip = (sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check")
    build = ("wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), str(project))
    subprocess.run([*pip, *build], check=True)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(environment)], check=True)
    (site,) = environment.glob("lib/python*/site-packages")
    (site / "requirements.pth").write_text(sysconfig.get_path("purelib"))
    (wheel,) = folder.glob("*.whl")
    python = environment / "bin" / "python"
    where = ("--python", str(python), "install", "--no-deps", "--no-index", "--ignore-installed")
    subprocess.run([*pip, *where, str(wheel)], check=True)
    return python.parent


def environment() -> dict[str, str]:
    """The variables of a shell that knows nothing of the checkout."""
    kept = ("PATH", "HOME", "LANG", "TMPDIR")
    return {name: os.environ[name] for name in kept if name in os.environ}
