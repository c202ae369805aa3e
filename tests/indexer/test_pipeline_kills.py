"""`verbatim index` killed at any moment and run again: nothing is lost, nothing is there twice."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from corpus.record import Record
from indexer import maintenance
from indexer.assignments import Assignments
from settings import Settings

ROOT = Path(__file__).parent.parent.parent
PEOPLE = ["Nadège Kerbrat", "Armand Tissier", "Solène Abgrall", "Karim Belhadj", "Odile Favre-Rochat"]
ROLES = ["la maire de Port-Louviers", "le président du Collectif des riverains", "la députée", "le délégué"]
THINGS = ["les travaux du quai", "la grève des conducteurs", "le prix du pain", "la fermeture de la piscine"]

RUN = """
import sys
from pathlib import Path
from indexer import pipeline
from settings import Settings
pipeline.CHECKPOINT = 40
pipeline.index(Settings(data=Path(sys.argv[1]), workers=1, parser=False), [sys.argv[2]])
"""


def corpus(folder: Path, count: int) -> Path:
    """So many invented articles in one file, a third of them printed by two papers."""
    lines = []
    for number in range(count):
        told = number - number % 3 if number % 3 == 1 else number
        who, role = PEOPLE[told % len(PEOPLE)], ROLES[told % len(ROLES)]
        text = (
            f"Réunion mouvementée hier soir à la salle des fêtes, la {told}e cette année.\n\n"
            f"« Nous n'accepterons jamais que {THINGS[told % 4]} coûtent {told + 7} euros à chacun », "
            f"a déclaré {who}, {role}.\n\n"
            f"{who} a promis que le conseil en reparlerait le {told % 28 + 1} mars."
        )
        lines.append(json.dumps({"id": f"a{number}", "date": f"2024-03-{told % 28 + 1:02}", "text": text}))
    path = folder / "articles.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def start(data: Path, articles: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", RUN, str(data), str(articles)], cwd=ROOT, start_new_session=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    )  # fmt: skip


def finish(process: subprocess.Popen[bytes]) -> None:
    _, told = process.communicate(timeout=300)
    assert process.returncode == 0, told.decode()


def state(data: Path) -> dict[str, tuple[str | None, str]]:
    """Every quotation of the record, with who speaks (by name) and the first printing, as told anew."""
    settings = Settings(data=data)
    with Record.open(settings.record) as record, Assignments(data / "again.sqlite", record) as known:
        told = known.update("nothing")
    names = {entity.id: entity.name for entity in told.entities}
    return {id_: (names.get(a.speaker or ""), a.group) for id_, a in told.changed.items()}


def killed_at_random(tmp_path: Path, kills: int, articles: int, seed: int) -> None:
    path = corpus(tmp_path, articles)
    whole = tmp_path / "whole"
    clock = time.monotonic()
    finish(start(whole, path))
    lasts = time.monotonic() - clock
    data, chance = tmp_path / "data", random.Random(seed)
    for _ in range(kills):
        process = start(data, path)
        time.sleep(chance.uniform(0.2, 0.95) * lasts)
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate(timeout=60)
    finish(start(data, path))
    assert maintenance.check(Settings(data=data)) == []
    assert state(data) == state(whole)


def test_a_few_kills(tmp_path: Path) -> None:
    killed_at_random(tmp_path, kills=3, articles=150, seed=1)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [2, 3])
def test_ten_kills(tmp_path: Path, seed: int) -> None:
    killed_at_random(tmp_path, kills=10, articles=900, seed=seed)
