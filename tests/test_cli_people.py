"""Who is who on the command line: lists, corrections, forgetting, copies; what each prints and changes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.test_cli import verbatim

ARTICLES = [
    (
        "tram",
        "2024-03-02",
        "La maire de Port-Louviers, Jeanne Kerbrat, a défendu son projet de tramway. "
        "« Nous ne reviendrons pas en arrière », a-t-elle déclaré.",
    ),
    (
        "port",
        "2024-03-20",
        "Le port attend ses grues. « Le quai sera prêt avant l'automne, je m'y engage », a promis J. Kerbrat "
        "aux dockers, qui attendent.",
    ),
    (
        "riverains",
        "2024-04-02",
        "Le président du Collectif des riverains, Marc Olivet, s'inquiète. « Ce dossier est bâclé du "
        "début à la fin », a-t-il affirmé.",
    ),
]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    lines = [json.dumps({"id": id_, "date": date, "text": text}) for id_, date, text in ARTICLES]
    (tmp_path / "articles.jsonl").write_text("\n".join(lines), encoding="utf-8")
    assert verbatim("index", tmp_path / "articles.jsonl", data=tmp_path / "data").returncode == 0
    return tmp_path / "data"


def speakers(data: Path) -> dict[str, str | None]:
    """Words of each quotation found → id of who said them."""
    done = verbatim("search", "--json", data=data)
    assert done.returncode == 0, done.err
    items: list[dict[str, Any]] = json.loads(done.out)["items"]
    return {item["text"][:12]: (item["speaker"] or {}).get("id") for item in items}


def run(data: Path, *arguments: str | Path) -> str:
    done = verbatim(*arguments, data=data)
    assert done.returncode == 0, done.err
    return str(done.out)


QUAY, BACK, FILE = "Le quai sera", "Nous ne revi", "Ce dossier e"


def test_two_names_are_merged_split_renamed_and_it_is_all_taken_back(data: Path) -> None:
    before = speakers(data)
    assert before[QUAY] != before[BACK] == "jeanne-kerbrat"
    run(data, "people", "merge", "jeanne-kerbrat", str(before[QUAY]))
    assert speakers(data)[QUAY] == "jeanne-kerbrat"
    run(data, "rebuild")
    assert speakers(data)[QUAY] == "jeanne-kerbrat"
    run(data, "people", "rename", "jeanne-kerbrat", "Jeanne Kerbrat-Roy")
    assert json.loads(run(data, "people", "show", "jeanne-kerbrat"))["entity"]["name"] == "Jeanne Kerbrat-Roy"
    assert [json.loads(line)["kind"] for line in run(data, "correct", "list").splitlines()] == [
        "merge",
        "rename",
    ]
    for number in ("1", "2"):
        run(data, "correct", "undo", number)
    assert speakers(data) == before
    assert run(data, "correct", "list") == ""
    assert len(run(data, "correct", "list", "--all").splitlines()) == 2
    assert run(data, "check").strip() == "record and index are sound"


def test_a_quotation_is_given_to_another_or_taken_out(data: Path) -> None:
    items = json.loads(run(data, "search", "--json"))["items"]
    quay, file = (next(item["id"] for item in items if item["text"].startswith(w)) for w in (QUAY, FILE))
    run(data, "correct", "not-theirs", quay, "--by", "Marc Olivet")
    assert speakers(data)[QUAY] == "marc-olivet"
    run(data, "correct", "no-quotation", file)
    assert FILE not in speakers(data)
    run(data, "correct", "undo", "2")
    assert speakers(data)[FILE] == "marc-olivet"


def test_a_quotation_is_given_to_somebody_who_is_not_quoted_yet(data: Path) -> None:
    quay = next(
        item["id"]
        for item in json.loads(run(data, "search", "--json"))["items"]
        if item["text"].startswith(QUAY)
    )
    refused = verbatim("correct", "not-theirs", quay, "--by", "Zoé Le Goff", data=data)
    assert refused.returncode == 2
    assert "--new" in refused.err
    assert "correction 1" in run(data, "correct", "not-theirs", quay, "--by", "Zoé Le Goff", "--new")
    for _ in range(2):
        assert speakers(data)[QUAY] == "zoe-le-goff"
        shown = json.loads(run(data, "people", "show", "Zoé Le Goff"))
        assert (shown["entity"]["name"], shown["entity"]["type"]) == ("Zoé Le Goff", "person")
        assert run(data, "check").strip() == "record and index are sound"
        run(data, "rebuild")
    again = verbatim("correct", "not-theirs", quay, "--by", "zoé le goff", "--new", data=data)
    assert again.returncode == 2
    assert "zoe-le-goff" in again.err
    run(data, "correct", "undo", "1")
    assert verbatim("people", "show", "Zoé Le Goff", data=data).returncode == 2
    assert "Zoé" in bytes_of(data).decode("utf-8", "replace")
    run(data, "correct", "not-theirs", quay, "--by", "Zoé Le Goff", "--new")
    run(data, "forget", "--speaker", "Zoé Le Goff")
    assert b"Zo\xc3\xa9" not in bytes_of(data)
    assert b"zoe-le-goff" not in bytes_of(data)


def test_a_list_of_known_people_settles_who_is_who(data: Path, tmp_path: Path) -> None:
    known = tmp_path / "known.tsv"
    known.write_text(
        "name\taliases\twikidata\trole\nJeanne Kerbrat\tJ. Kerbrat\tQ4213\tmaire\n", encoding="utf-8"
    )
    assert "1 known" in run(data, "people", "import", known)
    assert speakers(data)[QUAY] == speakers(data)[BACK] == "jeanne-kerbrat"
    assert json.loads(run(data, "people", "show", "Jeanne Kerbrat"))["entity"]["wikidata"] == "Q4213"
    known.write_text("name\n", encoding="utf-8")
    run(data, "people", "import", known)
    assert speakers(data)[QUAY] != speakers(data)[BACK]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("nom\nJeanne\n", "line 1, column 1"),
        ("name\twikidata\nJeanne\t42\n", "line 2, column wikidata"),
        ("name\tfrom\nJeanne\t2024\nMarc\tmars\n", "line 3, column from"),
        ("aliases\nJeanne\n", "no column `name`"),
        ("name\ttype\nJeanne\tville\n", "line 2, column type"),
    ],
)
def test_a_wrong_list_is_refused_with_line_and_column(
    data: Path, tmp_path: Path, content: str, said: str
) -> None:
    (tmp_path / "known.tsv").write_text(content, encoding="utf-8")
    done = verbatim("people", "import", tmp_path / "known.tsv", data=data)
    assert done.returncode == 2
    assert said in done.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["people", "merge", "nobody", "jeanne-kerbrat"], "nobody"),
        (["correct", "not-theirs", "aaaa"], "aaaa"),
        (["correct", "undo", "9"], "correction 9"),
        (["forget"], "--speaker"),
        (["forget", "--quote", "aaaa"], "aaaa"),
    ],
)
def test_a_wrong_correction_says_what_is_wrong(data: Path, arguments: list[str], said: str) -> None:
    done = verbatim(*arguments, data=data)
    assert done.returncode == 2
    assert said in done.err


def bytes_of(data: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(data.rglob("*")) if path.is_file())


def test_what_is_forgotten_is_nowhere_and_stays_out(data: Path, tmp_path: Path) -> None:
    assert "1 quotations" in run(data, "forget", "--article", "riverains", "--dry-run")
    assert FILE in speakers(data)
    run(data, "forget", "--article", "riverains")
    assert b"Olivet" not in bytes_of(data)
    assert "bâclé".encode() not in bytes_of(data)
    assert FILE not in speakers(data)
    done = verbatim("index", tmp_path / "articles.jsonl", data=data)
    assert "0 articles indexed" in done.out
    assert "forgotten" in done.err
    assert FILE not in speakers(data)
    run(data, "check")


def test_a_person_is_forgotten_or_only_not_found_by_name(data: Path) -> None:
    run(data, "forget", "--speaker", "jeanne-kerbrat", "--delist")
    assert speakers(data)[BACK] is None
    assert json.loads(run(data, "search", "Jeanne", "--json"))["total"] == 0
    run(data, "correct", "undo", "1")
    assert speakers(data)[BACK] == "jeanne-kerbrat"
    assert json.loads(run(data, "search", "Jeanne", "--json"))["total"] == 1
    run(data, "forget", "--speaker", "jeanne-kerbrat")
    assert BACK not in speakers(data)
    for words in (b"Jeanne Kerbrat", b"reviendrons"):
        assert words not in bytes_of(data)


def test_an_id_once_given_still_finds_its_person_until_she_is_forgotten(tmp_path: Path) -> None:
    """« Mme Kerbrat » alone is somebody; the next day she is Jeanne Kerbrat."""
    data = tmp_path / "data"
    alone = "« Nous planterons cent arbres sur le quai », a déclaré Mme Kerbrat, maire de Port-Louviers."
    lines = [json.dumps({"id": "arbres", "date": "2024-03-01", "text": alone})]
    lines += [json.dumps({"id": id_, "date": date, "text": text}) for id_, date, text in ARTICLES[:1]]
    for number, line in enumerate(lines):
        (tmp_path / f"{number}.jsonl").write_text(line, encoding="utf-8")
        run(data, "index", tmp_path / f"{number}.jsonl")
    assert set(speakers(data).values()) == {"jeanne-kerbrat"}
    assert json.loads(run(data, "people", "show", "kerbrat"))["entity"]["id"] == "jeanne-kerbrat"
    assert json.loads(run(data, "search", "--speaker", "kerbrat", "--json"))["total"] == 2
    assert b"kerbrat" in bytes_of(data)
    run(data, "forget", "--speaker", "kerbrat")
    assert b"kerbrat" not in bytes_of(data).lower()
    run(data, "check")


def test_a_backup_is_restored_without_what_was_forgotten_since(data: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite"
    run(data, "backup", copy)
    before = speakers(data)
    run(data, "forget", "--article", "port")
    run(data, "restore", copy)
    assert speakers(data) == {words: who for words, who in before.items() if words != QUAY}
    run(data, "check")
