"""Word files as the tests make them: edited as somebody edits in Word, tracked or not, and the markup that Word writes."""

from __future__ import annotations

import io
import re
import zipfile
from copy import deepcopy

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from partnerships.proposals import receiving

DATE = "2026-11-20T10:00:00Z"
MARKS = re.compile(r"<w:bookmark(Start|End)\b[^>]*/>")
CONTROLS = re.compile(r"<w:sdt>|</w:sdt>|<w:sdtPr>.*?</w:sdtPr>|</?w:sdtContent>")


def opened(data):
    return Document(io.BytesIO(data))


def saved(document):
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def said(paragraph):
    """What it says, in content controls too."""
    return "".join(one.text or "" for one in paragraph._p.iter(qn("w:t")))


def paragraph(document, words):
    """The one paragraph that says this."""
    (found,) = [one for one in document.paragraphs if words in said(one)]
    return found


def say(paragraph, words):
    """Its words are typed anew, not tracked."""
    first, *rest = paragraph._p.iter(qn("w:t"))
    first.text = words
    for one in rest:
        one.text = ""


def body_of(document, clause):
    """The paragraphs below a clause's heading."""
    found, inside = [], False
    for one in document.paragraphs:
        if one.style.name in ("Heading 1", "Heading 2"):
            inside = said(one) == clause.heading
        elif inside:
            found.append(one)
    return found


def change(name, author="Peter", date=DATE, key="900"):
    """An element of a tracked change."""
    element = OxmlElement(name)
    for attribute, value in (("w:id", key), ("w:author", author), ("w:date", date)):
        element.set(qn(attribute), value)
    return element


def run(words, *, deleted=False, of=None):
    """A run that says this, shaped as another."""
    element = OxmlElement("w:r")
    if of is not None and of.find(qn("w:rPr")) is not None:
        element.append(deepcopy(of.find(qn("w:rPr"))))
    text = OxmlElement("w:delText" if deleted else "w:t")
    text.text = words
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    element.append(text)
    return element


def insert(paragraph, words, author="Peter", name="w:ins"):
    """Words at the end, tracked."""
    around = change(name, author)
    around.append(run(words))
    paragraph._p.append(around)


def delete(paragraph, author="Peter", name="w:del", words=None):
    """What the paragraph says, or its part that says this, goes, tracked."""
    for one in list(paragraph._p.iter(qn("w:r"))):
        if words is not None and one.text and words in one.text:
            start, _words, end = one.text.partition(words)
            place = one.getparent()
            middle = change(name, author)
            middle.append(run(words, deleted=True, of=one))
            at = list(place).index(one)
            parts = [run(start, of=one), middle, run(end, of=one)]
            place[at : at + 1] = parts
            return
    for one in list(paragraph._p.iter(qn("w:r"))):
        around = change(name, author)
        one.addprevious(around)
        around.append(one)
        for text in one.findall(qn("w:t")):
            text.tag = qn("w:delText")


def delete_whole(paragraph, author="Peter", name="w:del"):
    """The paragraph goes with its end, tracked."""
    delete(paragraph, author, name)
    mark_end(paragraph, name, author)


def mark_end(paragraph, name, author="Peter"):
    """The end of the paragraph came or went."""
    properties = paragraph._p.get_or_add_pPr()
    of_end = properties.find(qn("w:rPr"))
    if of_end is None:
        of_end = OxmlElement("w:rPr")
        properties.append(of_end)
    of_end.insert(0, change(name, author))


def add_behind(paragraph, words, author="Peter", name="w:ins"):
    """A paragraph of its own behind this one, tracked."""
    element = OxmlElement("w:p")
    paragraph._p.addnext(element)
    added = type(paragraph)(element, paragraph._parent)
    insert(added, words, author, name)
    # Word marks the end before: that is the one that somebody typed.
    mark_end(added, name, author)
    return added


def type_behind(paragraph, words):
    """A paragraph behind this one, not tracked."""
    element = OxmlElement("w:p")
    element.append(run(words))
    paragraph._p.addnext(element)
    return type(paragraph)(element, paragraph._parent)


def parts_of(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def with_body(data, old, new):
    """The file with something replaced in its document, once."""
    parts = parts_of(data)
    text = parts["word/document.xml"].decode()
    assert old in text
    return packed(parts | {"word/document.xml": text.replace(old, new, 1).encode()})


def without(pattern, data):
    """The file without what the pattern finds in its text."""
    parts = parts_of(data)
    text = parts["word/document.xml"].decode()
    assert pattern.search(text)
    return packed(parts | {"word/document.xml": pattern.sub("", text).encode()})


def found(agreement, data):
    """What these bytes propose."""
    return receiving.compare(agreement, data)[0]


def only(agreement, data):
    (one,) = found(agreement, data)
    return one
