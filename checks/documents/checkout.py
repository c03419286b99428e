"""The project's folder as in a fresh checkout: without local settings and data."""

import pathlib
import shutil

from .blocks import ROOT

# make.sh compares the age of these files, and scripts find the project relative to themselves
COPIED = {"make.sh", "scripts", "pom.xml", "server/pom.xml"}
LEFT_OUT = {".env", ".git", "data", "copy.db"}


def make(folder):
    """Fills a folder with copies that keep their age, and with links to the rest."""
    folder = pathlib.Path(folder)
    for path in [*ROOT.iterdir(), *(ROOT / "server").iterdir()]:
        name = str(path.relative_to(ROOT))
        if name == "server":
            (folder / name).mkdir()
        elif name in LEFT_OUT:
            continue
        elif name not in COPIED:
            (folder / name).symlink_to(path)
        elif path.is_dir():
            shutil.copytree(path, folder / name)
        else:
            shutil.copy2(path, folder / name)
    return folder
