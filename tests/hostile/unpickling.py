"""Work that is watched for pickles, in a process of its own: an audit hook can't be taken out again.

python -m tests.hostile.unpickling WORK FOLDER writes what was unpickled to FOLDER/seen, a line each. A pickle
runs whatever its maker wrote into it, so no model file may be one.
"""

from __future__ import annotations

import pickle
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


def own_encoder(_: Path, note: Note) -> None:
    """A newsroom's own encoder, by sentence-transformers and torch."""
    import torch

    from sources.encoder import FolderEncoder, model_folder

    _wrap(torch, "load", note)
    assert FolderEncoder(model_folder()).encode(["The port is closed."]).shape == (1, 384)


def weights_in_a_pickle(folder: Path, _: Note) -> None:
    """What must be seen: weights as torch wrote them for years."""
    import torch

    torch.save({"weight": torch.zeros(2)}, folder / "weights.bin")
    torch.load(folder / "weights.bin", weights_only=False)


def array_in_a_pickle(folder: Path, _: Note) -> None:
    """What must be seen: an array of objects."""
    import numpy as np

    np.save(folder / "words.npy", np.array([{"a": 1}], dtype=object), allow_pickle=True)
    np.load(folder / "words.npy", allow_pickle=True)


def plain_values(folder: Path, _: Note) -> None:
    """What must be seen though it looks up no class."""
    (folder / "words.pkl").write_bytes(pickle.dumps({"a": 1}))
    pickle.loads((folder / "words.pkl").read_bytes())


WORK = {
    each.__name__: each for each in (check, own_encoder, weights_in_a_pickle, array_in_a_pickle, plain_values)
}


def main() -> None:
    """Watch, work, tell."""
    name, folder = sys.argv[1], Path(sys.argv[2])
    seen: list[str] = []
    watch(seen.append)
    WORK[name](folder, seen.append)
    (folder / "seen").write_text("".join(f"{line}\n" for line in seen), encoding="utf-8")


if __name__ == "__main__":
    main()
