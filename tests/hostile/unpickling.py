"""Work that is watched for pickles, in a process of its own: an audit hook can't be taken out again.

python -m tests.hostile.unpickling WORK FOLDER writes what was unpickled to FOLDER/work, a line each, and then
to FOLDER/control what it sees where there is something to see. A pickle runs whatever its maker wrote in it,
so no model file may be one.
"""

from __future__ import annotations

import json
import pickle
import shutil
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

Note = Callable[[str], None]


def watch(note: Note) -> None:
    """Calls `note` for each class that an unpickler looks up, and each call that loads a pickle."""

    def hook(event: str, details: tuple[Any, ...]) -> None:
        if event == "pickle.find_class":
            note(f"{'.'.join(map(str, details))} looked up {_callers()}")

    sys.addaudithook(hook)
    _wrap(pickle, "load", note)
    _wrap(pickle, "loads", note)


def _wrap(module: ModuleType, name: str, note: Note) -> None:
    real = getattr(module, name)

    def noted(*given: Any, **options: Any) -> Any:
        note(f"{module.__name__}.{name} {_callers()}")
        return real(*given, **options)

    setattr(module, name, noted)


def _callers() -> str:
    frames = traceback.extract_stack()[:-2]
    return "from " + ", ".join(f"{Path(f.filename).name}:{f.lineno}" for f in frames[-6:])


def check(folder: Path, _: Note) -> None:
    """A check against a store: parser, tagger, entailment network and encoder."""
    from verifier.cli import run

    source, draft, store = folder / "source.txt", folder / "draft.txt", str(folder / "sources.db")
    source.write_text("The port said on 3 May that 40 ferries had left Lomo. Nobody was hurt, it said.")
    draft.write_text("The port said that 40 ferries had left. Nobody was hurt, it said.")
    assert run(["sources", "add", "--store", store, str(source)]) == 0
    assert (
        run(["check", "--store", store, "--no-desk", "--format", "json", "-o", f"{draft}.json", str(draft)])
        < 2
    )
    report = Path(f"{draft}.json").read_text(encoding="utf-8")
    assert '"entailment"' in report, "without the network nothing was watched"
    assert {"spacy", "onnxruntime", "tokenizers"} <= sys.modules.keys()


def own_encoder(folder: Path, note: Note) -> None:
    """A newsroom's own encoder, by sentence-transformers and torch; then one with code in its folder."""
    import torch

    from claims.errors import BadConfiguration
    from sources.encoder import FolderEncoder, model_folder

    _wrap(torch, "load", note)
    assert FolderEncoder(model_folder()).encode(["The port is closed."]).shape == (1, 384)
    model = folder / "model"
    shutil.copytree(model_folder(), model)
    (model / "own.py").write_text(f"open({str(folder / 'ran')!r}, 'w').close()\nclass Own:\n    pass\n")
    modules = json.loads((model / "modules.json").read_text(encoding="utf-8"))
    modules[0]["type"] = "own.Own"
    (model / "modules.json").write_text(json.dumps(modules), encoding="utf-8")
    try:
        FolderEncoder(model).encode(["The port is closed."])
    except BadConfiguration as error:
        (folder / "refused").write_text(str(error), encoding="utf-8")


def pickled_values(folder: Path, _: Note) -> None:
    """What must be seen: plain values, which look up no class, and an array of objects."""
    import numpy as np

    (folder / "words.pkl").write_bytes(pickle.dumps({"a": 1}))
    pickle.loads((folder / "words.pkl").read_bytes())
    np.save(folder / "words.npy", np.array([{"a": 1}], dtype=object), allow_pickle=True)
    np.load(folder / "words.npy", allow_pickle=True)


def pickled_weights(folder: Path, _: Note) -> None:
    """What must be seen: weights as torch wrote them for years."""
    import torch

    torch.save({"weight": torch.zeros(2)}, folder / "weights.bin")
    torch.load(folder / "weights.bin", weights_only=False)


WORK = {"check": (check, pickled_values), "own_encoder": (own_encoder, pickled_weights)}
"""By name: what must unpickle nothing, and what shows that it would have been seen."""


def main() -> None:
    """Watch, work, tell."""
    name, folder = sys.argv[1], Path(sys.argv[2])
    seen: list[str] = []
    watch(seen.append)
    for work, told in zip(WORK[name], ("work", "control"), strict=True):
        work(folder, seen.append)
        (folder / told).write_text("".join(f"{line}\n" for line in seen), encoding="utf-8")
        seen.clear()


if __name__ == "__main__":
    main()
