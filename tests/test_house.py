"""The house rules hold; and every check is shown a fault that it must see."""

import shutil
import subprocess
from pathlib import Path

import pytest
import typer

import house
from marsad.cli import FLAGS, VALUES, plain_read
from marsad.commands import app

ROOT = Path(__file__).resolve().parents[1]


def commands() -> dict[str, list[str]]:
    """Every command with its long options, as the program itself knows them."""
    program = typer.main.get_command(app)
    told = dict(below(program, ""))
    told["version"] += options(program)
    return told


def below(group, path):
    """Walk the commands of a group and of the groups in it: `decide`, `decide confirm`."""
    for name, command in group.commands.items():
        yield f"{path}{name}", options(command)
        if hasattr(command, "commands"):
            yield from below(command, f"{path}{name} ")


def options(command) -> list[str]:
    return [
        name for parameter in command.params for name in parameter.opts if name.startswith("--") and name != "--help"
    ]


def test_no_file_is_too_long():
    assert house.too_long(ROOT) == []


def test_no_file_is_called_after_nothing():
    assert house.badly_named(ROOT) == []


def test_nothing_catches_whatever_comes():
    assert house.catch_alls(ROOT) == []


def test_nothing_tells_of_a_machine():
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("no git checkout")
    files = subprocess.run([git, "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    ours = [name for name in files if name not in house.of_others(ROOT)]
    assert len(ours) > len(files) - 40
    assert house.leaks(ROOT, ours, [str(ROOT), f"{Path.home()}/"]) == []


@pytest.mark.parametrize("name", ["README.md", "README.ar.md"])
def test_every_command_and_option_is_told(name):
    document = (ROOT / name).read_text(encoding="utf-8")
    assert house.untold(commands(), document) == []


def test_the_door_for_plain_reading_knows_the_options_of_read():
    declared = {
        name: parameter for parameter in typer.main.get_command(app).commands["read"].params for name in parameter.opts
    }
    taken = {name: parameter.name for name, parameter in declared.items() if name.startswith("--") and name != "--help"}
    assert taken == {**FLAGS, **VALUES}
    assert {name for name in taken if declared[name].is_flag} == set(FLAGS)


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("read a.txt -", {"files": ["a.txt", "-"]}),
        ("read --json a.txt --published 2021-03-03", {"files": ["a.txt"], "as_json": True, "published": "2021-03-03"}),
        ("read a.txt --html out.html", {"files": ["a.txt"], "html": Path("out.html")}),
        ("read", None),
        ("read --help", None),
        ("read a.txt --jsno", None),
        ("read a.txt --published", None),
        ("read a.txt --published --json", None),
        ("read a.txt --published=2021-03-03", None),
        ("read -- -odd-name", None),
        ("--home x read a.txt", None),
        ("ledger", None),
    ],
)
def test_what_is_typed_plainly_needs_no_typer(typed, understood):
    assert plain_read(typed.split()) == understood


def test_the_targets_that_the_readme_names_exist():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in ("demo", "test"):
        assert f"\n{target}:" in makefile
        assert f"make {target}" in (ROOT / "README.md").read_text(encoding="utf-8")


# ---- the checks see what they are for


@pytest.fixture
def tree(tmp_path):
    (tmp_path / "src/marsad/text").mkdir(parents=True)
    return tmp_path


def plant(tree, name, text):
    path = tree / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_a_long_file_is_seen(tree):
    plant(tree, "src/marsad/text/long.py", "x = 1\n" * 400)
    plant(tree, "src/marsad/text/short.py", "x = 1\n" * 399)
    assert house.too_long(tree) == ["src/marsad/text/long.py has 400 lines"]


@pytest.mark.parametrize("name", ["src/marsad/text/utils.py", "src/marsad/common/words.py", "tests/test_misc.py"])
def test_a_bad_name_is_seen(tree, name):
    plant(tree, name, "")
    assert house.badly_named(tree) == [name]


@pytest.mark.parametrize(
    "line", ["except:", "except Exception:", "except Exception as error:", "except (BaseException):"]
)
def test_a_catch_all_is_seen(tree, line):
    plant(tree, "src/marsad/text/x.py", f"try:\n    pass\n{line}\n    pass\n")
    assert house.catch_alls(tree) == ["src/marsad/text/x.py:3"]


@pytest.mark.parametrize(
    "words", ["see /wor" + "k/main", "/op" + "t/sami/x", "--index" + "-url x", "https:/" + "/pyp" + "i.org/simple"]
)
def test_a_leak_is_seen(tree, words):
    plant(tree, "notes.md", f"Text.\n{words}\n")
    [leak] = house.leaks(tree, ["notes.md"])
    assert leak.startswith("notes.md: ")


def test_a_folder_of_this_machine_is_seen(tree):
    plant(tree, "notes.md", f"It lies in {tree}.")
    assert house.leaks(tree, ["notes.md"], [str(tree)]) == [f"notes.md: {tree}"]


def test_a_command_that_is_not_told_is_seen():
    told = "`marsad read FILE --json`, `marsad add FILE`"
    assert house.untold({"read": ["--json", "--jsonl"], "add": [], "show": []}, told) == [
        "marsad read --jsonl",
        "marsad show",
    ]
