"""The parts of a Word file: opened safely, and what they say of styles, lists, links, notes and comments.

Names are read without their namespace, so that the strict form of the format is read too. Runs beside `docx_reader`.
"""

import re
from typing import Any

UNPACKED = 200 * 1024 * 1024
PART = 40 * 1024 * 1024
PARTS = 10_000
COMMENTS = 500
PROGRAM = re.compile(r"vbaproject|vbadata|activex/", re.IGNORECASE)
PROGRAM_TYPE = re.compile(r"vbaproject|macroenabled|activex", re.IGNORECASE)
HEADING = re.compile(r"heading ([1-9])$", re.IGNORECASE)
LINKED = ("http://", "https://", "mailto:")
QUOTES = ("quote", "quotations", "intense quote")


class Refused(Exception):
    """The file can't be read, for the reason of this code."""

    def __init__(self, code: str, **gaps: Any) -> None:
        super().__init__(code)
        self.line = {"error": code, **gaps}


def local(element: Any) -> str:
    """The name of an element without its namespace; "" of a comment or an instruction."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Any, name: str, otherwise: str = "") -> str:
    """The value of an attribute, whatever its namespace."""
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return value
    return otherwise


def child(element: Any, *path: str) -> Any:
    """The first child of this name, and on from there; None where there is none."""
    for name in path:
        element = next((one for one in element if local(one) == name), None) if element is not None else None
    return element


def words_of(root: Any) -> str:
    """The words of a note, a comment or a header, a line for each paragraph."""
    lines = []
    for paragraph in root.iter():
        if local(paragraph) == "p":
            texts = (one.text or "" for one in paragraph.iter() if local(one) == "t")
            lines.append("".join(texts))
    return "\n".join(filter(str.strip, lines)).strip()


def whose(element: Any) -> dict[str, str]:
    """Author and date of a change or a comment."""
    return {"author": attribute(element, "author")[:120], "date": attribute(element, "date")[:40]}


class Parts:
    """One file, unpacked part by part."""

    def __init__(self, archive: Any) -> None:
        self.archive = archive
        self.names = self._checked()
        self._refuse_programs()
        self.styles = self._styles()
        self.lists = self._lists()
        self.links = self._links()
        self.notes = {kind: self._notes(kind) for kind in ("footnote", "endnote")}

    def _checked(self):
        parts = self.archive.infolist()
        if len(parts) > PARTS or sum(part.file_size for part in parts) > UNPACKED:
            raise Refused("bomb")
        if any(part.flag_bits & 1 for part in parts):
            raise Refused("locked")
        names = {part.filename for part in parts}
        if "word/document.xml" not in names:
            raise Refused("kind")
        if any(PROGRAM.search(name) for name in names):
            raise Refused("macros")
        return names

    def _refuse_programs(self):
        """Word runs a program by the type that is declared for its part, whatever that part is called."""
        root = self.part("[Content_Types].xml")
        types = [] if root is None else [attribute(one, "ContentType") for one in root]
        if any(PROGRAM_TYPE.search(one) for one in types):
            raise Refused("macros")

    def part(self, name: str) -> Any:
        """The root of a part, or None; it may declare nothing, so that no entity is ever opened."""
        from lxml import etree

        if name not in self.names:
            return None
        with self.archive.open(name) as stream:
            data = stream.read(PART + 1)
        if len(data) > PART:
            raise Refused("bomb")
        safe = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            root = etree.fromstring(data, safe)
        except (etree.XMLSyntaxError, ValueError):
            raise Refused("damaged") from None
        if root.getroottree().docinfo.doctype:
            raise Refused("declaring")
        return root

    def _styles(self):
        root = self.part("word/styles.xml")
        rows = [] if root is None else [one for one in root if local(one) == "style"]
        return {attribute(one, "styleId"): one for one in rows}

    def _lists(self):
        """{(list, depth): its format}"""
        root = self.part("word/numbering.xml")
        if root is None:
            return {}
        shapes, found = {}, {}
        for one in root:
            if local(one) == "abstractNum":
                shapes[attribute(one, "abstractNumId")] = {
                    attribute(level, "ilvl"): attribute(child(level, "numFmt"), "val")
                    for level in one
                    if local(level) == "lvl" and child(level, "numFmt") is not None
                }
            elif local(one) == "num" and (of := child(one, "abstractNumId")) is not None:
                found[attribute(one, "numId")] = shapes.get(attribute(of, "val"), {})
        return found

    def _links(self):
        root = self.part("word/_rels/document.xml.rels")
        rows = [] if root is None else list(root)
        pairs = ((attribute(row, "Id"), attribute(row, "Target")) for row in rows)
        return {key: target for key, target in pairs if target.startswith(LINKED)}

    def _notes(self, kind):
        root = self.part(f"word/{kind}s.xml")
        rows = [] if root is None else [one for one in root if local(one) == kind]
        return {attribute(row, "id"): words_of(row) for row in rows}

    def comments(self) -> list[dict]:
        """Each comment with who wrote it and when."""
        root = self.part("word/comments.xml")
        rows = [] if root is None else [one for one in root if local(one) == "comment"]
        if len(rows) > COMMENTS:
            raise Refused("comments", n=len(rows), most=COMMENTS)
        return [{"id": attribute(row, "id"), **whose(row), "text": words_of(row)} for row in rows]

    def around(self) -> list[str]:
        """What stands above and below the pages, each text once."""
        names = sorted(name for name in self.names if re.fullmatch(r"word/(header|footer)\d*\.xml", name))
        texts = (words_of(self.part(name)) for name in names)
        return list(dict.fromkeys(filter(None, texts)))

    def shape(self, properties: Any) -> dict:
        """What kind of paragraph it is: heading, list, quote."""
        style = child(properties, "pStyle") if properties is not None else None
        chain = self._chain(attribute(style, "val") if style is not None else "")
        names = [attribute(child(one, "name"), "val") for one in chain if child(one, "name") is not None]
        return {
            "style": names[0].lower() if names else "",
            "level": self._level(properties, chain, names),
            "list": self._list(properties, chain, names),
            "quote": any(name.lower() in QUOTES for name in names),
        }

    def _chain(self, key):
        found = []
        while key in self.styles and len(found) < 10:
            found.append(self.styles[key])
            based = child(self.styles[key], "basedOn")
            key = attribute(based, "val") if based is not None else ""
        return found

    def _level(self, properties, chain, names):
        for name in names:
            if named := HEADING.match(name):
                return int(named[1])
        own = child(properties, "outlineLvl") if properties is not None else None
        every = [own, *(child(one, "pPr", "outlineLvl") for one in chain)]
        value = next((attribute(one, "val") for one in every if one is not None), "9")
        return int(value) + 1 if value.isdecimal() and int(value) < 9 else None

    def _list(self, properties, chain, names):
        own = child(properties, "numPr") if properties is not None else None
        every = [own, *(child(one, "pPr", "numPr") for one in chain)]
        number = next((one for one in every if one is not None and child(one, "numId") is not None), None)
        if number is None:
            return None
        depth = child(number, "ilvl")
        depth = attribute(depth, "val", "0") if depth is not None else "0"
        shape = self.lists.get(attribute(child(number, "numId"), "val"), {}).get(depth, "none")
        if shape == "none":
            return None
        named = re.search(r"([1-9])$", names[0]) if names and "list" in names[0].lower() else None
        deep = int(named[1]) - 1 if named else 0
        return ["bullet" if shape == "bullet" else "number", max(int(depth), deep)]
