"""The documentation site's source and the tutorial: links, commands and names are true, and the notebook runs."""

from __future__ import annotations

import ast
import importlib.util
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

import marsad as library
from site_pages import broken_links, commands_told, untrue_commands

DOCS = Path(__file__).resolve().parents[1] / "docs"
PAGES = sorted((DOCS / "site").glob("*.md"))
NOTEBOOK = DOCS / "notebooks" / "tutorial.ipynb"


def test_the_site_has_every_page_once():
    listed = re.findall(r"^ {2}- .+: (\S+\.md)$", (DOCS / "mkdocs.yml").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(listed) == sorted([*(page.name for page in PAGES), "release-data-dictionary.md"])


def built(config, out):
    """Build the site as strictly as MkDocs can; return the exit status and what it said."""
    pytest.importorskip("mkdocs")
    words = [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", config, "-d", out]
    ran = subprocess.run(words, capture_output=True, text=True, timeout=120, check=False)
    return ran.returncode, ran.stdout + ran.stderr


def test_mkdocs_builds_the_site_with_no_warning(tmp_path):
    status, said = built(DOCS / "mkdocs.yml", tmp_path / "site")
    assert (status, re.findall(r"^(?:WARNING|ERROR).*", said, re.MULTILINE)) == (0, [])
    home = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert 'href="notebooks/tutorial.ipynb"' in home
    assert (tmp_path / "site" / "notebooks" / "tutorial.ipynb").is_file()
    assert "killed_best" in (tmp_path / "site" / "release-data-dictionary.html").read_text(encoding="utf-8")


def test_mkdocs_sees_a_link_that_leads_nowhere(tmp_path):
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.md").write_text("[gone](gone.md)", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text("site_name: x\ndocs_dir: site\n", encoding="utf-8")
    status, said = built(tmp_path / "mkdocs.yml", tmp_path / "out")
    assert status != 0
    assert "gone.md" in said


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page):
    assert broken_links(page) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_are_as_told(page):
    assert untrue_commands(page.read_text(encoding="utf-8")) == []


def test_both_guides_tell_the_same_commands():
    english, arabic = (
        [*commands_told((DOCS / "site" / name).read_text("utf-8"))] for name in ("guide.md", "guide.ar.md")
    )
    assert english == arabic
    assert len(english) > 15


def test_the_reference_has_every_name_of_the_library():
    told = re.findall(r"^\| `(\w+)", (DOCS / "site" / "library.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(told) == sorted(set(library.__all__) - {"__version__"})


def test_the_data_dictionary_is_that_of_the_tables():
    spec = importlib.util.spec_from_file_location("dictionary", DOCS.parent / "scripts" / "dictionary.py")
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    assert script.OUT.read_text(encoding="utf-8") == script.dictionary()


# ---- the notebook


def run(cell, names):
    """Run a cell as a notebook does: its last expression shows itself."""
    tree = ast.parse(cell)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "cell", "exec"), names)
    value = eval(compile(ast.Expression(last.value), "cell", "eval"), names) if last else None
    return value._repr_html_() if hasattr(value, "_repr_html_") else value


def test_the_tutorial_runs_cell_by_cell(capsys):
    book = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    assert (book["nbformat"], len({cell["id"] for cell in book["cells"]})) == (4, len(book["cells"]))
    names, shown = {}, []
    for cell in book["cells"]:
        if cell["cell_type"] == "code":
            assert cell["outputs"] == []
            shown.append(run("".join(cell["source"]), names))
    assert sum("<svg" in str(one) for one in shown) >= 4
    assert "[At least 15 soldiers" in capsys.readouterr().out


def test_links_of_the_tutorial_lead_somewhere(tmp_path):
    book = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    words = "".join("".join(cell["source"]) for cell in book["cells"] if cell["cell_type"] == "markdown")
    links = re.findall(r"\]\(([^)]+)\)", words)
    assert links
    assert all((NOTEBOOK.parent / link).is_file() for link in links)


# ---- the checks see what they are for


def test_a_broken_link_is_seen(tmp_path):
    (tmp_path / "page.md").write_text("[there](page.md#x) and [nowhere](gone.md), [out](https://example.org/x)")
    assert broken_links(tmp_path / "page.md") == ["gone.md"]


@pytest.mark.parametrize("told", ["marsad shew x", "marsad chart weeks --colour red", "marsad decide", "marsad sum -q"])
def test_an_untrue_command_is_seen(told):
    expected = [] if told == "marsad decide" else [told]
    assert untrue_commands(f"Type `{told}` or `marsad chart weeks -o x.svg`.") == expected
    assert untrue_commands(f"Type:\n\n    {told}\n") == expected


def test_a_cell_that_fails_is_seen():
    with pytest.raises(NameError):
        run("missing", {})
