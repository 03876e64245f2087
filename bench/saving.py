"""What was shown, as text in files."""

import subprocess
from io import BytesIO
from urllib.parse import quote


def text_of(data, media_type):
    """What somebody reads in these bytes."""
    if "pdf" in media_type:
        return subprocess.run(
            ["pdftotext", "-", "-"], input=data, capture_output=True, check=True
        ).stdout.decode()
    if "spreadsheetml" in media_type:
        from python_calamine import CalamineWorkbook

        book = CalamineWorkbook.from_object(BytesIO(data))
        return "\n".join(f"{name}: {book.get_sheet_by_name(name).to_python()}" for name in book.sheet_names)
    return data.decode("utf-8", "replace")


def write(folder, name, head, body):
    """A file of this name; the second of the same name gets a number."""
    stem = quote(name, safe="/ @+?=&")
    parts = [part if len(part) < 180 else f"{part[:150]}~{sum(map(ord, part))}" for part in stem.split("/")]
    path = free = folder / f"{'/'.join(parts)}.html"
    number = 1
    while free.exists():
        number += 1
        free = path.with_name(f"{path.stem}~{number}.html")
    free.parent.mkdir(parents=True, exist_ok=True)
    free.write_text(f"{head}\n\n{body}", "utf-8")
