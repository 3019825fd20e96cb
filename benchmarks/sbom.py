"""The program's bill of materials as CycloneDX 1.6 (ECMA-424): python -m benchmarks.sbom FILE.

Packages as they are installed here that the program needs, and the files of models and words with their
hashes. Equal installations give equal bytes: nothing in it is a time, and its number is drawn from what is
in it.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import LicenseExpression
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

import verifier
from benchmarks.supplied import DataFile, data_files, installed, licence_of, runtime

_NAME = "attribution-verifier"


def bill() -> str:
    """The bill as JSON text that ends in a newline."""
    root = Component(
        name=_NAME,
        version=verifier.__version__,
        type=ComponentType.APPLICATION,
        bom_ref=_NAME,
        licenses=[LicenseExpression("Apache-2.0")],
    )
    bom = Bom(components=[*_packages(), *map(_data_file, data_files())])
    bom.metadata.component = root
    bom.register_dependency(root, bom.components)
    made: dict[str, Any] = json.loads(JsonV1Dot6(bom).output_as_string())
    del made["metadata"]["timestamp"], made["serialNumber"]
    text = json.dumps(made, sort_keys=True)
    return (
        json.dumps({**made, "serialNumber": uuid5(NAMESPACE_URL, text).urn}, indent=2, sort_keys=True) + "\n"
    )


def _packages() -> list[Component]:
    found = []
    for name in sorted(runtime()):
        package = installed(name)
        if package is not None:
            licence = licence_of(package)
            found.append(
                Component(
                    name=name,
                    version=package.version,
                    type=ComponentType.LIBRARY,
                    bom_ref=f"{name}=={package.version}",
                    purl=PackageURL("pypi", name=name, version=package.version),
                    licenses=[LicenseExpression(licence)] if licence else [],
                )
            )
    return found


def _data_file(file: DataFile) -> Component:
    return Component(
        name=file.name,
        type=ComponentType.MACHINE_LEARNING_MODEL if file.weights else ComponentType.DATA,
        bom_ref=file.name,
        description=f"made from {file.origin}",
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=file.sha256)],
        licenses=[LicenseExpression(file.licence)],
    )


def main() -> None:
    """Write the bill to the file that is named."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", type=Path, help="where to write it")
    options = parser.parse_args()
    options.file.parent.mkdir(parents=True, exist_ok=True)
    options.file.write_text(bill(), encoding="utf-8")
    print(f"Written to {options.file}")


if __name__ == "__main__":
    main()
