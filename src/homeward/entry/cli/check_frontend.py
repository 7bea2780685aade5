"""Whether the committed style sheet and script are what `frontend/` builds."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from homeward.entry.cli import papers

ROOT = Path(__file__).resolve().parents[4]
FRONTEND = ROOT / "frontend"
BUILT = ROOT / "src" / "homeward" / "entry" / "web" / "static" / "homeward"


def check(frontend: Path = FRONTEND, built: Path = BUILT) -> list[str]:
    """What is stale, one finding a line; empty when all is well.

    Without Node only the digests of the last build are compared. Where the front end's packages
    are installed it is built afresh beside the committed files and compared byte by byte.
    """
    findings = papers.stale_front_end(frontend, built).splitlines()
    node = shutil.which("node")
    if findings or node is None or not (frontend / "node_modules").is_dir():
        return findings
    with tempfile.TemporaryDirectory(prefix="homeward-frontend-") as fresh:
        done = subprocess.run(
            [node, "build.mjs", fresh],
            cwd=frontend,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            return [f"the front end does not build: {done.stderr.strip()}"]
        return [
            f"{file.name}: a fresh build differs; run npm ci && npm run build in frontend/"
            for file in sorted(Path(fresh).iterdir())
            if file.read_bytes() != (built / file.name).read_bytes()
        ]
