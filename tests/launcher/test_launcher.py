"""The launcher, run for real by the shell with stand-ins for Python and uv: no network, no waiting.

Each stand-in appends what it was asked to a diary, so a test can see what the launcher did.
"""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOOLS = ("sh", "cat", "cmp", "cp", "dirname", "ln", "mkdir", "readlink", "rm", "sleep")

PYTHON = """#!/bin/sh
echo "python $*" >>"$DIARY"
case "$*" in
    *version_info*) [ -z "${OLD_PYTHON:-}" ] || exit 1; echo "$0" ;;
    *ensurepip*) [ -z "${NO_ENSUREPIP:-}" ] ;;
    "-m venv "*) mkdir -p "$3/bin" && cp "$0" "$3/bin/python" ;;
    "-m pip install "*) [ -z "${NO_NETWORK:-}" ] || exit 1; sleep "${PIP_TAKES:-0}" ;;
    "-P -m homeward "*) echo "homeward runs: $*, from $PWD, with $PYTHONPATH" ;;
esac
"""

UV = """#!/bin/sh
echo "uv $*" >>"$DIARY"
case "$1" in
    venv) for last; do :; done; mkdir -p "$last/bin" && cp "$STAND_IN" "$last/bin/python" ;;
esac
"""


@dataclass(frozen=True, slots=True)
class House:
    """A copy of the launcher and its locks in a folder of its own, and a PATH of stand-ins."""

    folder: Path
    path: Path
    diary: Path

    @property
    def environment(self) -> dict[str, str]:
        """All that the launcher gets: no HOME, no language."""
        return {
            "PATH": str(self.path),
            "DIARY": str(self.diary),
            "STAND_IN": str(self.path / "python3"),
        }

    def run(
        self, *arguments: str, cwd: Path | None = None, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(self.folder / "homeward"), *arguments],
            cwd=cwd or self.folder,
            env=self.environment | environment,
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )

    def installs(self) -> list[str]:
        """The lock files that were installed, in order."""
        lines = self.diary.read_text().splitlines() if self.diary.exists() else []
        return [
            line.rsplit("/", 1)[-1]
            for line in lines
            if "pip install" in line or line.startswith("uv pip sync")
        ]


@pytest.fixture
def house(tmp_path: Path) -> House:
    folder = tmp_path / "a house"  # a blank in the name, as people have it
    folder.mkdir()
    shutil.copy2(ROOT / "homeward", folder)
    (folder / "requirements.lock").write_text("one\n")
    (folder / "requirements-dev.lock").write_text("one\ntwo\n")
    path = tmp_path / "bin"
    path.mkdir()
    for tool in TOOLS:
        found = shutil.which(tool)
        assert found
        (path / tool).symlink_to(found)
    _program(path / "python3", PYTHON)
    return House(folder, path, tmp_path / "diary")


def _program(file: Path, text: str) -> None:
    file.write_text(text)
    file.chmod(0o755)


def test_first_start_installs_by_hash_and_says_so_in_both_languages(house: House) -> None:
    """Whoever waits a minute must know what for; what is installed must be what was reviewed."""
    first = house.run("up", "--empty")
    assert first.returncode == 0, first.stderr
    assert "首次运行" in first.stderr and "First run" in first.stderr
    assert "-m homeward up --empty" in first.stdout
    assert "--require-hashes --only-binary :all:" in house.diary.read_text()
    second = house.run("up")
    assert second.stderr == ""
    assert house.installs() == ["requirements.lock"]


def test_changed_lock_is_installed_once(house: House) -> None:
    house.run("up")
    (house.folder / "requirements.lock").write_text("one, newer\n")
    house.run("up")
    house.run("up")
    assert house.installs() == ["requirements.lock"] * 2


def test_test_and_check_bring_their_tools_and_keep_them(house: House) -> None:
    """Tools of developers are not put on a township's machine, nor taken from a developer's."""
    house.run("up")
    house.run("check")
    house.run("test")
    house.run("up")
    assert house.installs() == ["requirements.lock", "requirements-dev.lock"]
    (house.folder / "requirements.lock").write_text("newer\n")
    house.run("up")
    assert house.installs()[2:] == ["requirements-dev.lock"]


def test_uv_is_used_where_there_is_one(house: House) -> None:
    _program(house.path / "uv", UV)
    assert house.run("up").returncode == 0
    asked = house.diary.read_text()
    assert "uv pip sync --quiet --require-hashes --no-build" in asked
    assert "pip install" not in asked


def test_broken_uv_does_not_stop_anybody(house: House) -> None:
    """Version managers leave a `uv` on PATH that only prints an error."""
    _program(house.path / "uv", "#!/bin/sh\nexit 127\n")
    assert house.run("up").returncode == 0
    assert house.installs() == ["requirements.lock"]


def test_works_through_a_link_and_keeps_the_callers_folder(house: House, tmp_path: Path) -> None:
    """`homeward roll import FILE`: the file is where the person stands."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "one").symlink_to(house.folder / "homeward")
    (elsewhere / "two").symlink_to("one")
    done = subprocess.run(
        ["./two", "roll", "a file.xlsx"],
        cwd=elsewhere,
        env=house.environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert f"roll a file.xlsx, from {elsewhere}, with {house.folder}/src" in done.stdout


def test_interrupted_installation_is_made_anew(house: House) -> None:
    """Half an environment would fail later, in words nobody can act on."""
    failed = house.run("up", NO_NETWORK="yes")
    assert failed.returncode == 1
    assert "请检查网络" in failed.stderr and "PIP_INDEX_URL" in failed.stderr
    left_over = house.folder / ".venv" / "left-over"
    left_over.touch()
    assert house.run("up").returncode == 0
    assert not left_over.exists()


def test_environment_without_its_python_is_made_anew(house: House) -> None:
    """A system upgrade takes the Python away that the environment points to."""
    house.run("up")
    (house.folder / ".venv" / "bin" / "python").unlink()
    assert house.run("up").returncode == 0
    assert house.installs() == ["requirements.lock"] * 2


def test_two_starts_at_once_install_once(house: House) -> None:
    starts = [
        subprocess.Popen(
            [str(house.folder / "homeward"), "up"],
            env=house.environment | {"PIP_TAKES": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    said = [start.communicate(timeout=30) for start in starts]
    assert [start.returncode for start in starts] == [0, 0, 0], said
    assert house.installs() == ["requirements.lock"]
    assert all("homeward runs" in out for out, _ in said)
    assert sum("请稍候" in err for _, err in said) == 2


def test_gate_of_a_dead_process_does_not_block(house: House) -> None:
    """A power cut leaves the gate closed with nobody behind it."""
    ended = subprocess.Popen(["true"])
    ended.wait()
    (house.folder / ".venv.lock").symlink_to(str(ended.pid))
    assert house.run("up").returncode == 0
    assert not os.path.lexists(house.folder / ".venv.lock")


@pytest.mark.parametrize(
    ("lacking", "remedy"),
    [
        ({"OLD_PYTHON": "yes"}, ("没有找到 Python 3.11", "apt install python3 python3-venv")),
        ({"NO_ENSUREPIP": "yes"}, ("缺少 venv", "apt install python3-venv")),
    ],
)
def test_what_is_lacking_is_named_with_its_remedy(
    house: House, lacking: dict[str, str], remedy: tuple[str, ...]
) -> None:
    failed = house.run("up", **lacking)
    assert failed.returncode == 1
    assert all(words in failed.stderr for words in remedy)
    assert not os.path.lexists(house.folder / ".venv.lock")
