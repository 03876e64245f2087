"""Files as people send them, made in memory."""

import io
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

PDF = b"%PDF-1.7\n1 0 obj << >> endobj\n%%EOF\n"


def sent(name, data):
    return SimpleUploadedFile(name, data)


def picture(kind="PNG", size=(40, 30), **how):
    """The bytes of a picture."""
    out = io.BytesIO()
    Image.new(how.pop("mode", "RGB"), size, "#246").save(out, kind, **how)
    return out.getvalue()


def packed(**parts):
    """The bytes of a zip with these parts; in their names "__" is a slash and "_" a full stop."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), data)
    return out.getvalue()


DOCX = packed(word__document_xml="<w:document/>")
