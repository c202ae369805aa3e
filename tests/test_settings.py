"""Settings: which wins, and what a wrong one says."""

from pathlib import Path

import pytest

from corpus import UsageError
from settings import load


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "verbatim.toml"
    path.write_text('port = 8100\ndata = "a"\narticle_text = "none"\n[sources]\n"Le Phare" = "full"\n')
    return path


def test_each_layer_overrides_the_one_below(file: Path) -> None:
    settings = load(file, environment={"VERBATIM_PORT": "8200"}, options={"data": Path("b"), "host": None})
    assert (settings.port, settings.data, settings.host) == (8200, Path("b"), "127.0.0.1")


def test_a_source_has_its_own_share_of_text(file: Path) -> None:
    settings = load(file, environment={})
    assert settings.article_text_of("Le Phare") == "full"
    assert settings.article_text_of("La Sambre") == "none"
    assert settings.article_text_of(None) == "none"


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ("prot = 1", "unknown setting 'prot'"),
        ("port = 'x'", "port"),
        ('article_text = "half"', "article_text"),
        ("port = ", "not a TOML file"),
    ],
)
def test_a_wrong_file_says_what_is_wrong(tmp_path: Path, toml: str, said: str) -> None:
    path = tmp_path / "verbatim.toml"
    path.write_text(toml)
    with pytest.raises(UsageError, match=said):
        load(path, environment={})


def test_a_named_file_must_exist(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such settings file"):
        load(tmp_path / "absent.toml", environment={})


def test_hosts_are_a_list_in_the_environment() -> None:
    assert load(environment={"VERBATIM_HOSTS": "a.example,b.example"}).hosts == ("a.example", "b.example")
