"""Reads one scanned page of a PDF with Tesseract, in a process of its own under the limits of `child`.

Takes the number of the page and the path of the program as arguments and the PDF on standard input. Writes
{"text": "..."} or {"error": kind}: "image" where no picture can be read, "program" where Tesseract failed.
Tesseract inherits the limits on memory and processor time.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from typing import Any

from claims.reading.child import limit_process

SECONDS = 60
MAX_PIXELS = 100_000_000
_COLOURS = {"/DeviceGray": 1, "/CalGray": 1, "/DeviceRGB": 3, "/CalRGB": 3}


def main() -> None:
    """Read, answer, end."""
    limit_process()
    page, program = int(sys.argv[1]), sys.argv[2]
    try:
        answer = recognised(sys.stdin.buffer.read(), page, program)
    except MemoryError:
        answer = {"error": "image"}
    sys.stdout.write(json.dumps(answer))


def recognised(data: bytes, page: int, program: str) -> dict[str, str]:
    """The text of page `page` (from 1), as the module's docstring says."""
    try:
        image = page_image(data, page)
    except Exception:  # pypdf lets errors of all kinds through; no page of a scan stops the others
        image = None
    if image is None:
        return {"error": "image"}
    try:
        done = subprocess.run(  # noqa: S603 - the path that the parent found, without a shell
            [program, "stdin", "stdout", "--psm", "1"],
            input=image,
            capture_output=True,
            timeout=SECONDS,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return {"error": "program"}
    return {"text": done.stdout.decode("utf-8", "replace")}


def page_image(data: bytes, page: int) -> bytes | None:
    """The largest picture of a page as a JPEG, TIFF or PNM file; None where none can be read."""
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted:
        reader.decrypt("")
    resources = reader.pages[page - 1].get("/Resources")
    objects = resources.get_object().get("/XObject") if resources is not None else None
    found = [o.get_object() for o in objects.get_object().values()] if objects is not None else []
    images = [o for o in found if o.get("/Subtype") == "/Image" and not o.get("/ImageMask")]
    masks = [o for o in found if o.get("/Subtype") == "/Image" and o.get("/ImageMask")]
    image = max(images or masks, key=_pixels, default=None)
    return _file_of(image) if image is not None and 0 < _pixels(image) <= MAX_PIXELS else None


def _pixels(image: Any) -> int:
    return int(image.get("/Width", 0)) * int(image.get("/Height", 0))


def _file_of(image: Any) -> bytes | None:
    filters = image.get("/Filter", [])
    last = str(filters[-1]) if isinstance(filters, list) and filters else str(filters or "")
    data: bytes = image.get_data()
    if last in ("/DCTDecode", "/JPXDecode") or data[:4] in (b"II*\0", b"MM\0*"):
        return data
    return _pnm(image, data)


def _pnm(image: Any, data: bytes) -> bytes | None:
    """Bare samples with the header of a portable anymap (PBM, PGM or PPM)."""
    width, height = int(image["/Width"]), int(image["/Height"])
    bits = 1 if image.get("/ImageMask") else int(image.get("/BitsPerComponent", 8))
    samples = _samples(image.get("/ColorSpace", "/DeviceGray"))
    if bits == 1 and samples == 1:
        # In a bitmap 1 is black; in a PDF 0 is, unless its decoding is turned round.
        turned = next(iter(image.get("/Decode", [0, 1]))) == 1
        rows = data[: (width + 7) // 8 * height]
        return b"P4 %d %d\n" % (width, height) + (rows if turned else bytes(255 - b for b in rows))
    if bits != 8 or samples not in (1, 3) or len(data) < width * height * samples:
        return None
    return b"P%d %d %d 255\n" % (5 if samples == 1 else 6, width, height) + data[: width * height * samples]


def _samples(colours: Any) -> int | None:
    """How many samples a point has; None for colours that are not read."""
    colours = colours.get_object() if hasattr(colours, "get_object") else colours
    if isinstance(colours, list) and colours and str(colours[0]) == "/ICCBased":
        return int(colours[1].get_object().get("/N", 0))
    return _COLOURS.get(str(colours[0] if isinstance(colours, list) and colours else colours))


if __name__ == "__main__":
    main()
