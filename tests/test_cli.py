"""The command line as a person types it: what it prints, and its exit status."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent

PORT = (
    "La maire de Port-Louviers, Jeanne Kerbrat, a défendu lundi son projet de tramway devant le conseil. "
    "« Nous ne reviendrons pas en arrière », a-t-elle déclaré. Selon la Chambre de commerce, les travaux "
    "coûteront trop cher aux commerçants du centre-ville.\n\n"
    "Le président du Collectif des riverains, Marc Olivet, a répondu que le dossier était « bâclé »."
)


def verbatim(*arguments: str | Path, data: Path | None = None, stdin: str | bytes = b"") -> Any:
    """A finished `verbatim`, run as a process of its own, without the parser."""
    command = [sys.executable, "-m", "cli", *(["--data", str(data)] if data else []), *map(str, arguments)]
    given = stdin.encode() if isinstance(stdin, str) else stdin
    environment = {"PATH": "/usr/bin:/bin", "VERBATIM_PARSER": "false", "VERBATIM_WORKERS": "1"}
    done = subprocess.run(
        command, cwd=ROOT, input=given, capture_output=True, timeout=120, env=environment, check=False
    )
    done.out, done.err = done.stdout.decode(), done.stderr.decode()  # type: ignore[attr-defined]
    return done


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli")
    article = {"id": "tram", "title": "Tramway", "date": "2024-03", "source": "Le Phare", "text": PORT}
    (folder / "articles.jsonl").write_text(json.dumps(article) + "\n", encoding="utf-8")
    done = verbatim("index", folder / "articles.jsonl", data=folder / "data")
    assert done.returncode == 0, done.err
    return folder / "data"


def found(data: Path, *arguments: str) -> list[dict[str, Any]]:
    done = verbatim("search", *arguments, "--json", data=data)
    assert done.returncode == 0, done.err
    items: list[dict[str, Any]] = json.loads(done.out)["items"]
    return items


def test_a_term_finds_its_quotation_with_who_said_it(data: Path) -> None:
    [item] = found(data, "arrieres")
    assert item["text"] == "Nous ne reviendrons pas en arrière"
    assert item["speaker"]["name"] == "Jeanne Kerbrat"
    assert item["article"]["published"] == "2024-03"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--speaker", "marc olivet"], "bâclé"),
        (["--organisation", "chambre de commerce"], "coûteront trop cher"),
        (['"pas en arrière"'], "Nous ne reviendrons"),
        (["dossier", "--from", "2024-03-15", "--to", "2024"], "bâclé"),
    ],
)
def test_filters_narrow_the_answer(data: Path, arguments: list[str], words: str) -> None:
    [item] = found(data, *arguments)
    assert words in item["text"]


def test_export_and_extract_give_lines_of_json(data: Path, tmp_path: Path) -> None:
    exported = verbatim("export", data=data)
    assert len([json.loads(line) for line in exported.out.splitlines()]) == 3
    text = tmp_path / "tram.txt"
    text.write_text(PORT, encoding="utf-8")
    extracted = [json.loads(line) for line in verbatim("extract", text).out.splitlines()]
    [direct] = [line for line in extracted if line["kind"] == "direct"]
    [(start, end)] = direct["spans"]
    assert PORT[start:end] == direct["text"] == "Nous ne reviendrons pas en arrière"


def test_indexing_again_changes_nothing(data: Path) -> None:
    done = verbatim("index", data.parent / "articles.jsonl", data=data)
    assert done.returncode == 0
    assert "0 articles indexed, 1 unchanged" in done.out


def test_check_finds_the_index_sound_and_a_flipped_bit(data: Path, tmp_path: Path) -> None:
    import shutil

    assert verbatim("check", data=data).returncode == 0
    copy = tmp_path / "copy"
    shutil.copytree(data, copy)
    largest = max((p for p in (copy / "index").rglob("*") if p.is_file()), key=lambda p: p.stat().st_size)
    damaged = bytearray(largest.read_bytes())
    damaged[len(damaged) // 2] ^= 1
    largest.write_bytes(damaged)
    done = verbatim("check", data=copy)
    assert done.returncode == 1
    assert largest.name in done.out
    assert verbatim("rebuild", data=copy).returncode == 0
    assert verbatim("check", data=copy).returncode == 0
    assert [item["text"] for item in found(copy, "tramway")] == [
        item["text"] for item in found(data, "tramway")
    ]


BAD_FILES = [
    ("empty.txt", b"", "empty"),
    ("binary.txt", bytes(range(256)) * 20, "binary"),
    ("invalid.txt", "Le maire a déclaré".encode() + b"\xff\xfe\x81\x8d " * 30, "UTF-8"),
    ("list.jsonl", b"[1, 2]\n", "object"),
    ("bomb.txt.gz", gzip.compress(b"a" * 30_000_000), "gz"),
]


@pytest.mark.parametrize(("name", "content", "said"), BAD_FILES, ids=[row[0] for row in BAD_FILES])
def test_a_bad_file_is_refused_and_the_run_goes_on(
    tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / name).write_bytes(content)
    (tmp_path / "in" / "bon.txt").write_text(PORT, encoding="utf-8")
    done = verbatim("index", tmp_path / "in", data=tmp_path / "data")
    assert done.returncode == 3
    assert name in done.err
    assert said in done.err
    assert "1 articles indexed" in done.out


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["index", "nowhere/"], 2, "nowhere"),
        (["search", "tramway", "--from", "2025", "--to", "2024"], 2, "from"),
        (["search", "(tramway"], 2, "parenth"),
        (["search", "--limit", "0"], 2, "limit"),
        (["search", "--from", "mars"], 2, "from"),
        (["frobnicate"], 2, "frobnicate"),
        (["evaluate", "absent.jsonl"], 2, "absent.jsonl"),
    ],
)
def test_wrong_use_says_what_is_wrong(data: Path, arguments: list[str], status: int, said: str) -> None:
    done = verbatim(*arguments, data=data)
    assert done.returncode == status
    assert said in done.err
    assert "Traceback" not in done.err


@pytest.mark.parametrize("command", [["search", "x"], ["serve"], ["stats"], ["export"]])
def test_a_missing_index_is_an_error_and_none_is_made(tmp_path: Path, command: list[str]) -> None:
    done = verbatim(*command, data=tmp_path / "absent")
    assert done.returncode == 1
    assert "verbatim index" in done.err
    assert not (tmp_path / "absent").exists()


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Cher ami", encoding="utf-8")
    done = verbatim("index", "corpus/samples", data=tmp_path)
    assert done.returncode == 2
    assert "not a folder of Verbatim" in done.err
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]
