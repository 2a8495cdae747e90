"""Fetch the files of others that the package ships, as scripts/assets.toml lists them, each checked by its SHA-256.

    python scripts/assets.py            fetch what is missing or not as listed
    python scripts/assets.py --check    compare only; status 1 where a file is missing or changed

Packages come through npm's own client (`npm pack`), which knows where its registry is.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LIST = ROOT / "scripts" / "assets.toml"


@dataclass(frozen=True)
class Asset:
    """One file: from which package, its path in it, where it goes, and what its bytes must be."""

    package: str
    inside: str
    path: Path
    sha256: str

    @property
    def there(self) -> bool:
        """Tell whether the file stands in its place with the bytes listed."""
        return self.path.is_file() and digest(self.path.read_bytes()) == self.sha256


def digest(data: bytes) -> str:
    """Return the SHA-256 of bytes."""
    return hashlib.sha256(data).hexdigest()


def assets(listed: str, root: Path = ROOT) -> list[Asset]:
    """Read the list; raises KeyError where a file lacks its place or digest."""
    return [
        Asset(f"{package['name']}@{package['version']}", inside, root / package["into"] / file["as"], file["sha256"])
        for package in tomllib.loads(listed)["package"]
        for inside, file in package["files"].items()
    ]


def fetch(wanted: list[Asset]) -> list[str]:
    """Fetch files, package by package; return what is wrong with them, nothing of which is written."""
    wrong = []
    for package in sorted({asset.package for asset in wanted}):
        with tempfile.TemporaryDirectory() as folder:
            packed = subprocess.run(
                ["npm", "pack", "--silent", package], cwd=folder, check=True, capture_output=True, text=True
            )
            with tarfile.open(Path(folder) / packed.stdout.split()[-1]) as archive:
                for asset in (asset for asset in wanted if asset.package == package):
                    member = archive.extractfile(f"package/{asset.inside}")
                    data = member.read() if member else b""
                    if digest(data) != asset.sha256:
                        wrong.append(f"{package} {asset.inside}: {digest(data)}, not as listed")
                        continue
                    asset.path.parent.mkdir(parents=True, exist_ok=True)
                    asset.path.write_bytes(data)
    return wrong


def main() -> int:
    """Fetch, or only compare; return the status."""
    missing = [asset for asset in assets(LIST.read_text("utf-8")) if not asset.there]
    if "--check" in sys.argv[1:]:
        wrong = [f"{asset.path.relative_to(ROOT)} is missing or not as listed" for asset in missing]
    else:
        wrong = fetch(missing)
    print(*wrong, sep="\n", end="\n" if wrong else "")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
