"""Committed built files must be the ones the sources build."""

import shutil
from pathlib import Path

from homeward.entry.cli import check_frontend


def test_the_committed_files_are_the_last_build() -> None:
    assert check_frontend.check() == []


def test_a_changed_source_is_told_by_name(tmp_path: Path) -> None:
    frontend = tmp_path / "frontend"
    shutil.copytree(
        check_frontend.FRONTEND, frontend, ignore=shutil.ignore_patterns("node_modules")
    )
    style = frontend / "src" / "styles" / "_print.scss"
    style.write_text(style.read_text(encoding="utf-8") + "\n// changed\n", encoding="utf-8")
    findings = check_frontend.check(frontend)
    assert any("_print.scss" in finding for finding in findings)
