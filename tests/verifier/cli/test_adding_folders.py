"""`verifier sources add` of folders and archives."""

import shutil
import zipfile
from pathlib import Path

FILES = Path(__file__).parents[2] / "claims/reading/files"


def test_a_folder_and_an_archive(verifier, folder):
    inside = folder / "handed-over"
    inside.mkdir()
    shutil.copy(FILES / "quay-pandoc.odt", inside)
    (inside / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    with zipfile.ZipFile(folder / "pack.zip", "w") as archive:
        archive.write(FILES / "costs-libreoffice.xlsx", "costs.xlsx")
    done = verifier("sources", "add", "handed-over", "pack.zip")
    assert done.status == 0, done.err
    lines = done.out.splitlines()
    assert [line.partition(": ")[0] for line in lines] == ["new", "new"]
    assert lines[0].endswith("The Quay at Vell, handed-over/quay-pandoc.odt")
    assert lines[1].endswith("pack.zip!/costs.xlsx")
    assert done.err.startswith('left out: handed-over/photo.png: ".png" is no type that can be read.')
    found = verifier("sources", "search", "Nets amount share")
    assert "sheet Costs, row 4" in " ".join(found.out.split())


def test_what_can_not_be_read_is_told_and_stops_nothing(verifier, folder):
    with zipfile.ZipFile(folder / "pack.zip", "w") as archive:
        archive.writestr("../evil.txt", "Nine boats were held.")
        archive.writestr("note.txt", "Nine boats were held at the port of Vell.")
    (folder / "broken.zip").write_bytes(b"PK\x03\x04")
    done = verifier("sources", "add", "broken.zip", "pack.zip")
    assert done.status == 3
    assert done.out.startswith("new: ")
    assert "broken.zip: it is cut short or damaged" in done.err
    assert "pack.zip!/../evil.txt: its name leads out of the archive" in done.err
    assert verifier("sources", "add", "pack.zip", "--title", "All of it").status == 2
