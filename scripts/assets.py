"""Get the files of others that stand in the project (fonts, scripts of pages), and check them by their SHA-256.

`assets.py` gets what `assets.toml` lists with npm's own client, which knows its registry; `assets.py --check` only
compares what stands here; `assets.py --pin` writes the sums of what it got into the list, for a new version.
"""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LIST = Path(__file__).with_suffix(".toml")


def listed() -> list[dict]:
    """Return the packages of the list."""
    return tomllib.loads(LIST.read_text(encoding="utf-8"))["package"]


def differing() -> list[str]:
    """Name the files that are missing or are not what the list says."""
    found = []
    for package in listed():
        for file in package["files"]:
            path = ROOT / file["to"]
            if not path.is_file() or sha256(path.read_bytes()).hexdigest() != file["sha256"]:
                found.append(file["to"])
    return found


def got(package: dict) -> dict[str, bytes]:
    """Return the files wanted of a package, as npm's client brings it."""
    with tempfile.TemporaryDirectory() as folder:
        asked = ["npm", "pack", "--json", "--silent", f"{package['name']}@{package['version']}"]
        told = subprocess.run(asked, cwd=folder, check=True, capture_output=True, text=True)
        packed = (Path(folder) / Path(json.loads(told.stdout)[0]["filename"]).name).read_bytes()
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        return {
            file["to"]: archive.extractfile(f"package/{file['from']}").read()  # type: ignore[union-attr]
            for file in package["files"]
        }


def main(words: list[str]) -> int:
    """Do what is asked; return the status."""
    if "--check" in words:
        wrong = differing()
        print("\n".join(f"{name} is not what scripts/assets.toml says." for name in wrong) or "All as listed.")
        return 1 if wrong else 0
    text, wrong = LIST.read_text(encoding="utf-8"), []
    for package in listed():
        for name, content in got(package).items():
            pinned = next(file["sha256"] for file in package["files"] if file["to"] == name)
            found = sha256(content).hexdigest()
            if "--pin" in words:
                text = re.sub(rf'(to = "{re.escape(name)}", sha256 = ")[0-9a-f]*', rf"\g<1>{found}", text)
            elif found != pinned:
                wrong.append(name)
                continue
            path = ROOT / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    LIST.write_text(text, encoding="utf-8")
    print("\n".join(f"{name} is not what its sum says; left as it was." for name in wrong) or "All in place.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
