"""A batch that is killed loses only what was in flight, and goes on to the same result."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.verifier.batch.running import left


def start(source: Path, output: Path) -> subprocess.Popen[bytes]:
    root = Path(__file__).parents[3]
    return subprocess.Popen([sys.executable, "-m", "tests.verifier.batch.killed", source, output], cwd=root)


def test_killed_at_random_and_resumed_nothing_is_missing_or_there_twice(tmp_path: Path) -> None:
    """VERIFIER_LONG_TESTS kills it more often."""
    kills, count = (30, 600) if os.environ.get("VERIFIER_LONG_TESTS") else (2, 40)
    source, output = tmp_path / "in.jsonl", tmp_path / "out"
    lines = [{"id": f"{n}", "text": "BAD" if n % 9 == 5 else f"SLOW {n}"} for n in range(count)]
    source.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    draw = random.Random(kills)
    for left_to_kill in range(kills, 0, -1):
        before = len(list(output.glob("reports/*.json")))
        wanted = before + draw.randint(0, (count - count // 9 - before) // (left_to_kill + 1))
        process = start(source, output)
        while len(list(output.glob("reports/*.json"))) < wanted and process.poll() is None:
            time.sleep(0.001)
        time.sleep(draw.random() / 20)
        process.kill()
        assert process.wait(60) == -signal.SIGKILL
    assert start(source, output).wait(60) == 0
    assert start(source, tmp_path / "unbroken").wait(60) == 0
    found = left(output)
    assert found == left(tmp_path / "unbroken")
    rows = found["table.csv"].decode("utf-8-sig").splitlines()[1:]
    assert [row.split(",")[0] for row in rows] == [line["id"] for line in lines]
