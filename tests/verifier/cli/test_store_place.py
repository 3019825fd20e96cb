"""Where the store is looked for."""

from pathlib import Path

import pytest

from claims.errors import BadConfiguration
from verifier.cli.desk import place_of_desk
from verifier.cli.options import place_of_store
from verifier.config import load_config

DESK = "postgresql+psycopg://desk@db/sources"


def test_the_data_folder_is_the_usual_place(tmp_path):
    place = place_of_store(None, load_config())
    assert place.file == tmp_path / "data" / "verifier" / "sources.db"
    assert place.snapshots == tmp_path / "data" / "verifier" / "sources.snapshots"
    assert place.url == f"sqlite:///{place.file}"
    assert not place.exists


def test_in_a_project_it_is_beside_the_settings(folder, monkeypatch):
    (folder / "verifier.toml").write_text("")
    below = folder / "drafts" / "may"
    below.mkdir(parents=True)
    monkeypatch.chdir(below)
    assert place_of_store(None, load_config()).file == folder / "sources.db"


def test_settings_can_name_it(folder):
    (folder / "verifier.toml").write_text('store = "held/evidence.db"\n')
    place = place_of_store(None, load_config())
    assert place.file == folder / "held" / "evidence.db"
    assert place.snapshots == folder / "held" / "evidence.snapshots"


@pytest.mark.parametrize("given", ["other.db", "sqlite:///other.db", "sqlite+pysqlite:///other.db"])
def test_the_command_line_comes_first(folder, given):
    (folder / "verifier.toml").write_text('store = "held/evidence.db"\n')
    assert place_of_store(given, load_config()).file == folder / "other.db"


def test_an_absolute_url_and_a_home_folder():
    config = load_config()
    assert place_of_store("sqlite:////srv/news/x.db", config).file == Path("/srv/news/x.db")
    assert place_of_store("~/x.db", config).file == Path("~/x.db").expanduser()


@pytest.mark.parametrize("url", [DESK, "sqlite:///:memory:", "sqlite://"])
def test_what_is_no_file_is_left_as_it_is(tmp_path, url):
    place = place_of_store(url, load_config())
    assert (place.url, place.file, place.exists) == (url, None, True)
    assert place.snapshots.parent == tmp_path / "data" / "verifier"


def test_settings_can_name_the_snapshots_of_their_store(folder):
    (folder / "verifier.toml").write_text(f'store = "{DESK}"\nsnapshots = "shared/snapshots"\n')
    config = load_config()
    assert place_of_store(None, config).snapshots == folder / "shared" / "snapshots"
    assert place_of_store(DESK, config) == place_of_store(None, config)
    other = place_of_store("postgresql+psycopg://desk@db/other", config)
    assert other.snapshots.parent != folder / "shared"


def test_a_folder_of_nobody_is_refused():
    with pytest.raises(BadConfiguration, match="--store: there is no user"):
        place_of_store("~nobody-there/x.db", load_config())
    with pytest.raises(BadConfiguration, match="--desk: there is no user"):
        place_of_desk(Path("~nobody-there/x.db"), load_config())
