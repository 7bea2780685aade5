"""What the papers tell people to type, set or look up must exist."""

import ast
import re

from homeward.entry.cli.main import groups

from . import repository

READMES = ("README.md", "README.zh-CN.md")
PAPERS = (*READMES, "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")
COMMAND = re.compile(r"\./homeward(?:[ \t]+([a-z][a-z-]*))?")
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")


def _read(path: str) -> str:
    found = repository.text(path)
    assert found, f"{path} is missing"
    return found


def test_every_command_in_the_papers_exists() -> None:
    """The first thing a newcomer does is copy a line from the README."""
    unknown = [
        f"{paper}: ./homeward {verb}"
        for paper in PAPERS
        for verb in COMMAND.findall(_read(paper))
        if verb and verb not in groups
    ]
    assert not unknown, "\n".join(unknown)


def test_both_readmes_name_the_same_commands() -> None:
    english, chinese = (set(COMMAND.findall(_read(paper))) for paper in READMES)
    assert english == chinese


def test_every_verb_can_be_loaded() -> None:
    """`groups` holds names, so a moved module would only be noticed by whoever types its verb."""
    from typer.testing import CliRunner

    from homeward.entry.cli.main import app

    for verb in groups:
        asked = CliRunner().invoke(app, [verb, "--help"])
        assert asked.exit_code == 0, f"{verb}: {asked.output} {asked.exception}"


def test_links_between_papers_lead_somewhere() -> None:
    broken = []
    for path in repository.tracked():
        if not path.endswith(".md"):
            continue
        folder = (repository.ROOT / path).parent
        broken += [
            f"{path}: {target}"
            for target in LINK.findall(repository.text(path) or "")
            if not (folder / target).exists()
        ]
    assert not broken, "\n".join(broken)


def _settings_variables() -> set[str]:
    """Names that settings read from the environment: first arguments of `env.…("NAME")` calls."""
    tree = ast.parse(_read("src/homeward/settings.py"))
    return {
        node.args[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
        and re.fullmatch(r"HOMEWARD_[A-Z_]+|DATABASE_URL", node.args[0].value)
    }


def test_every_setting_is_documented_and_nothing_else() -> None:
    """An operator must find each variable in one place, and none that does nothing."""
    documented = set(re.findall(r"^\| `([A-Z_]+)`", _read("docs/settings.md"), re.MULTILINE))
    assert documented == _settings_variables()


def test_runtime_pins_are_the_same_in_both_locks() -> None:
    """What is tested is what is run."""
    pin = re.compile(r"^([a-z0-9][\w.-]*==\S+)", re.MULTILINE)
    runtime, develop = (
        set(pin.findall(_read(lock))) for lock in ("requirements.lock", "requirements-dev.lock")
    )
    assert runtime < develop, runtime - develop


def test_every_locked_package_has_a_hash() -> None:
    for lock in ("requirements.lock", "requirements-dev.lock"):
        for block in re.split(r"\n(?=[a-z0-9])", _read(lock).strip()):
            assert "--hash=sha256:" in block, f"{lock}: {block.splitlines()[0]}"


def test_glossary_says_every_term_once() -> None:
    """One word, one meaning: a term with two rows has two."""
    terms = re.findall(r"^\| `([^`]+)`", _read("docs/glossary.md"), re.MULTILINE)
    assert len(terms) > 20
    assert len(terms) == len(set(terms)), sorted(t for t in terms if terms.count(t) > 1)
