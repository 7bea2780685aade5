"""What a figure was measured on, and the memory of processes. No names of hosts, people or folders."""

import os
import platform
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def this_machine() -> dict[str, Any]:
    """Processor, cores, memory, Python."""
    return {
        "cpu": _cpu(),
        "cores": len(os.sched_getaffinity(0))
        if hasattr(os, "sched_getaffinity")
        else os.cpu_count(),
        "memory_gib": _memory_gib(),
        "python": platform.python_version(),
        "system": platform.system(),
    }


def family(pid: int) -> Iterator[int]:
    """A process and all that came from it (Linux)."""
    yield pid
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in task.read_text().split():
            yield from family(int(child))


def memory_mib(pid: int) -> float:
    """A process's share of memory: what several hold together is shared out between them."""
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except (FileNotFoundError, ProcessLookupError, PermissionError):
        return 0
    kib = next(int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:"))
    return round(kib / 1024, 1)


def _cpu() -> str:
    for line in _read("/proc/cpuinfo").splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _memory_gib() -> float | None:
    for line in _read("/proc/meminfo").splitlines():
        if line.startswith("MemTotal"):
            return round(int(line.split()[1]) / 2**20, 1)
    return None


def _read(path: str) -> str:
    file = Path(path)
    return file.read_text("utf-8", "replace") if file.exists() else ""
