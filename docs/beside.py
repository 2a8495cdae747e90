"""For MkDocs: the site also has two files that stand beside its source, and its links lead to them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.structure.files import File

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

HERE = Path(__file__).parent
BESIDE = {"notebooks/tutorial.ipynb": "notebooks/tutorial.ipynb", "data-dictionary.md": "release-data-dictionary.md"}
"""Where a file stands in this folder, and where on the site."""


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Take the files in."""
    for stands, shown in BESIDE.items():
        files.append(File.generated(config, shown, abs_src_path=str(HERE / stands)))
    return files


def on_page_markdown(markdown: str, **_page: object) -> str:
    """Let links that lead out of the source, as they do where it is read as files, lead to their place on the site."""
    for stands, shown in BESIDE.items():
        markdown = markdown.replace(f"](../{stands})", f"]({shown})")
    return markdown
