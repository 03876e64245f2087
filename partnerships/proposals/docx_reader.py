"""Reads one Word file from standard input and writes what it says as one line of JSON; runs as a process of its own.

It imports nothing of ours. Names are read without their namespace, so that the strict form of the format is read too.
What a relation points to outside the file is never fetched; an address that words link to is handed on as text.
The words for each error code stand in partnerships.proposals.reading.
"""

import contextlib
import io
import json
import lzma
import re
import resource
import sys
import zipfile
import zlib

MEMORY = 1 << 30
SECONDS = 20
UNPACKED = 200 * 1024 * 1024
PART = 40 * 1024 * 1024
PARTS = 10_000
PARAGRAPHS = 10_000
LETTERS = 1_500_000
COMMENTS = 500
BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, ValueError, OSError, RuntimeError, EOFError)
PROGRAM = re.compile(r"vbaproject|vbadata|activex/", re.IGNORECASE)
HEADING = re.compile(r"heading ([1-9])$", re.IGNORECASE)
LINKED = ("http://", "https://", "mailto:")
THROUGH = {
    "hyperlink",
    "smartTag",
    "customXml",
    "sdt",
    "sdtContent",
    "fldSimple",
    "dir",
    "bdo",
    "oMath",
    "oMathPara",
}
CAME = {"ins", "moveTo"}
WENT = {"del", "moveFrom"}


class Refused(Exception):
    """The file can't be read, for the reason of this code."""

    def __init__(self, code, **gaps):
        super().__init__(code)
        self.line = {"error": code, **gaps}


def main() -> None:
    """Read standard input and write what was found, or what is wrong."""
    _limit()
    try:
        said = read(sys.stdin.buffer.read())
    except Refused as refused:
        said = refused.line
    except (MemoryError, RecursionError):
        said = {"error": "memory"}
    print(json.dumps(said), flush=True)


def _limit():
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    # macOS knows no limit of memory.
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def read(data: bytes) -> dict:
    """The paragraphs of a file in their order, its comments, and what runs above and below its pages."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _File(archive).said()
    except BROKEN:
        raise Refused("damaged") from None


def local(element):
    """The name of an element without its namespace; "" of a comment or an instruction."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element, name, otherwise=""):
    """The value of an attribute, whatever its namespace."""
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return value
    return otherwise


def child(element, *path):
    """The first child of this name, and on from there; None where there is none."""
    for name in path:
        element = next((one for one in element if local(one) == name), None) if element is not None else None
    return element


class _File:
    """One file, and what it says while it is walked through."""

    def __init__(self, archive):
        self.archive = archive
        self.names = self._checked()
        self.styles = self._styles()
        self.lists = self._lists()
        self.links = self._links()
        self.notes = {kind: self._notes(kind) for kind in ("footnote", "endnote")}
        self.paragraphs, self.letters, self.open_comments, self.quotes = [], 0, {}, {}
        self.boxes = []

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

    def part(self, name):
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
        return {attribute(row, "id"): _words(row) for row in rows}

    def said(self):
        """Everything, once the document is walked through."""
        body = child(self.part("word/document.xml"), "body")
        comments = self._comments()
        if body is not None:
            self._blocks(body, ())
        for comment in comments:
            comment["place"], comment["quote"] = self.quotes.get(comment["id"], (None, ""))
        return {"paragraphs": self.paragraphs, "comments": comments, "around": self._around()}

    def _comments(self):
        root = self.part("word/comments.xml")
        rows = [] if root is None else [one for one in root if local(one) == "comment"]
        if len(rows) > COMMENTS:
            raise Refused("comments", n=len(rows), most=COMMENTS)
        return [{"id": attribute(row, "id"), **_whose(row), "text": _words(row)[:6000]} for row in rows]

    def _around(self):
        """What stands above and below the pages, each text once."""
        names = sorted(name for name in self.names if re.fullmatch(r"word/(header|footer)\d*\.xml", name))
        texts = (_words(self.part(name)) for name in names)
        return list(dict.fromkeys(filter(None, texts)))

    def _blocks(self, parent, marks):
        for one in parent:
            name = local(one)
            if name == "p":
                self._paragraph(one, marks)
            elif name == "tr":
                self._blocks(one, marks + self._of_row(one))
            elif name in ("tbl", "tc", "sdt", "sdtContent", "customXml", "txbxContent"):
                self._blocks(one, marks)
            elif name in CAME | WENT:
                self._blocks(one, (*marks, _change(one)))
            elif name == "altChunk":
                self._keep({"runs": [["[…]", "", [], ""]], "marks": [], "end": [], **self._plain()})
            elif name == "bookmarkStart":
                self.waiting_marks = [*getattr(self, "waiting_marks", []), attribute(one, "name")]

    def _of_row(self, row):
        properties = child(row, "trPr")
        changes = [] if properties is None else [one for one in properties if local(one) in CAME | WENT]
        return tuple(map(_change, changes))

    @staticmethod
    def _plain():
        return {"level": None, "style": "", "list": None, "quote": False}

    def _paragraph(self, element, marks):
        properties = child(element, "pPr")
        self.now = {"runs": [], "marks": getattr(self, "waiting_marks", []), "end": []}
        self.waiting_marks = []
        self.now |= self._shape(properties)
        ends = child(properties, "rPr") if properties is not None else None
        changes = [] if ends is None else [one for one in ends if local(one) in CAME | WENT]
        self.now["end"] = [*marks, *map(_change, changes)]
        self._inside(element, marks, "")
        self._keep(self.now)
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            self._blocks(box, marks)

    def _keep(self, paragraph):
        self.paragraphs.append(paragraph)
        if len(self.paragraphs) > PARAGRAPHS:
            raise Refused("long", most=PARAGRAPHS)

    def _shape(self, properties):
        """What kind of paragraph it is: heading, list, quote."""
        style = child(properties, "pStyle") if properties is not None else None
        chain = self._chain(attribute(style, "val") if style is not None else "")
        names = [attribute(child(one, "name"), "val") for one in chain if child(one, "name") is not None]
        return {
            "style": names[0].lower() if names else "",
            "level": self._level(properties, chain, names),
            "list": self._list(properties, chain, names),
            "quote": any(name.lower() in ("quote", "quotations", "intense quote") for name in names),
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

    def _inside(self, parent, marks, link):
        for one in parent:
            name = local(one)
            if name == "r":
                self._run(one, marks, link)
            elif name in CAME | WENT:
                self._inside(one, (*marks, _change(one)), link)
            elif name in THROUGH:
                there = self.links.get(attribute(one, "id"), "") if name == "hyperlink" else ""
                self._inside(one, marks, there or link)
            elif name == "AlternateContent":
                self._chosen(one, lambda chosen: self._inside(chosen, marks, link))
            elif name == "bookmarkStart":
                self.now["marks"].append(attribute(one, "name"))
            elif name == "commentRangeStart":
                self.open_comments[attribute(one, "id")] = True
                self.quotes[attribute(one, "id")] = (len(self.paragraphs), "")
            elif name == "commentRangeEnd":
                self.open_comments.pop(attribute(one, "id"), None)

    @staticmethod
    def _chosen(element, then):
        """One of several ways to say the same: the first, or what is for those who know none of them."""
        ways = [one for one in element if local(one) in ("Choice", "Fallback")]
        if ways:
            then(ways[0])

    def _run(self, run, marks, link):
        properties = child(run, "rPr")
        stress = "".join(letter for letter, name in (("b", "b"), ("i", "i")) if _is_on(properties, name))
        words = "".join(self._words_of(run))
        if words:
            self._say(words, stress, marks, link)

    def _words_of(self, run):
        for one in run:
            name = local(one)
            if name in ("t", "delText"):
                yield one.text or ""
            elif name in ("tab", "ptab"):
                yield "\t"
            elif name in ("br", "cr"):
                yield "\n"
            elif name == "noBreakHyphen":
                yield "\u2011"
            elif name == "sym":
                yield _symbol(one)
            elif name in ("footnoteReference", "endnoteReference"):
                yield self._note(name.removesuffix("Reference"), attribute(one, "id"))
            elif name == "commentReference":
                self.quotes.setdefault(attribute(one, "id"), (len(self.paragraphs), ""))
            elif name in ("drawing", "pict", "object", "AlternateContent"):
                self._box(one)

    def _note(self, kind, key):
        words = self.notes[kind].get(key, "")
        return f" [{words}]" if words else ""

    def _box(self, element):
        if local(element) == "AlternateContent":
            return self._chosen(element, self._box)
        self.boxes.extend(one for one in element.iter() if local(one) == "txbxContent")
        return None

    def _say(self, words, stress, marks, link):
        self.letters += len(words)
        if self.letters > LETTERS:
            raise Refused("long", most=PARAGRAPHS)
        self.now["runs"].append([words, stress, list(marks), link])
        if all(change["came"] for change in marks):
            for key in self.open_comments:
                place, quote = self.quotes[key]
                self.quotes[key] = (place, (quote + words)[:1000])


def _is_on(properties, name):
    found = child(properties, name) if properties is not None else None
    return found is not None and attribute(found, "val", "1") not in ("0", "false", "off")


def _symbol(element):
    code = attribute(element, "char")
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    return chr(number) if 31 < number < 0xD800 else "\u2022"


def _whose(element):
    return {"author": attribute(element, "author")[:120], "date": attribute(element, "date")[:40]}


def _change(element):
    name = local(element)
    return {"came": name in CAME, "moved": name in ("moveFrom", "moveTo"), **_whose(element)}


def _words(root):
    """The words of a note, a comment or a header, a line for each paragraph."""
    lines = []
    for paragraph in root.iter():
        if local(paragraph) == "p":
            texts = (one.text or "" for one in paragraph.iter() if local(one) == "t")
            lines.append("".join(texts))
    return "\n".join(filter(str.strip, lines)).strip()


if __name__ == "__main__":
    main()
