"""The document of a Word file, walked through: its paragraphs, each with its runs and the tracked changes around them.

Runs beside `docx_reader`, which has put the neighbours in its reach.
"""

from typing import Any

from docx_parts import Parts, Refused, attribute, child, local, whose

PARAGRAPHS = 10_000
LETTERS = 1_500_000
# What a tracked change around a run counts for, in letters: it is said with each run anew.
CHANGE = 50
THROUGH = {
    "hyperlink",
    "smartTag",
    "customXml",
    "sdtContent",
    "fldSimple",
    "dir",
    "bdo",
    "oMath",
    "oMathPara",
}
CAME = {"ins", "moveTo"}
WENT = {"del", "moveFrom"}


class Walk:
    """One file, and what it says while it is walked through."""

    def __init__(self, archive: Any) -> None:
        self.parts = Parts(archive)
        self.paragraphs, self.letters, self.open_comments, self.quotes = [], 0, {}, {}
        self.boxes = []
        self.waiting_marks, self.waiting_tags = [], []

    def said(self) -> dict:
        """Everything, once the document is walked through."""
        body = child(self.parts.part("word/document.xml"), "body")
        comments = self.parts.comments()
        if body is not None:
            self._blocks(body, ())
        for comment in comments:
            comment["place"], comment["quote"] = self.quotes.get(comment["id"], (None, ""))
        self._take_tags()
        return {"paragraphs": self.paragraphs, "comments": comments, "around": self.parts.around()}

    def _take_tags(self):
        """A tag marks what no bookmark marks: of a heading that is copied the tag is there twice, the bookmark once."""
        marked = {mark for paragraph in self.paragraphs for mark in paragraph["marks"]}
        for paragraph in self.paragraphs:
            tags = paragraph.pop("tags", ())
            paragraph["marks"] += [tag for tag in tags if tag not in marked]

    def _blocks(self, parent, marks):
        for one in parent:
            name = local(one)
            if name == "p":
                self._paragraph(one, marks)
            elif name == "tr":
                self._blocks(one, marks + self._of_row(one))
            elif name == "sdt":
                self.waiting_tags = [*self.waiting_tags, *_tags(one)]
                self._blocks(_content(one), marks)
            elif name in ("tbl", "tc", "customXml", "txbxContent"):
                self._blocks(one, marks)
            elif name in CAME | WENT:
                self._blocks(one, (*marks, _change(one)))
            elif name == "altChunk":
                self._keep({"runs": [["[…]", "", [], ""]], "marks": [], "end": [], **self._plain()})
            elif name == "bookmarkStart":
                self.waiting_marks = [*self.waiting_marks, attribute(one, "name")]

    def _of_row(self, row):
        properties = child(row, "trPr")
        changes = [] if properties is None else [one for one in properties if local(one) in CAME | WENT]
        return tuple(map(_change, changes))

    @staticmethod
    def _plain():
        return {"level": None, "style": "", "list": None, "quote": False}

    def _paragraph(self, element, marks):
        properties = child(element, "pPr")
        self.now = {"runs": [], "marks": self.waiting_marks, "tags": self.waiting_tags, "end": []}
        self.waiting_marks, self.waiting_tags = [], []
        self.now |= self.parts.shape(properties)
        self._part_quotes()
        ends = child(properties, "rPr") if properties is not None else None
        changes = [] if ends is None else [one for one in ends if local(one) in CAME | WENT]
        self.now["end"] = [*marks, *map(_change, changes)]
        self._inside(element, marks, "")
        self._keep(self.now)
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            self._blocks(box, marks)

    def _part_quotes(self):
        """What a comment is about may go over several paragraphs, a line for each."""
        for key in self.open_comments:
            place, quote = self.quotes[key]
            self.quotes[key] = (place, f"{quote}\n" if quote else quote)

    def _keep(self, paragraph):
        self.paragraphs.append(paragraph)
        if len(self.paragraphs) > PARAGRAPHS:
            raise Refused("long", most=PARAGRAPHS)

    def _inside(self, parent, marks, link):
        for one in parent:
            name = local(one)
            if name == "r":
                self._run(one, marks, link)
            elif name in CAME | WENT:
                self._inside(one, (*marks, _change(one)), link)
            elif name == "sdt":
                self.now["tags"] += _tags(one)
                self._inside(_content(one), marks, link)
            elif name in THROUGH:
                there = self.parts.links.get(attribute(one, "id"), "") if name == "hyperlink" else ""
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
        words = self.parts.notes[kind].get(key, "")
        return f" [{words}]" if words else ""

    def _box(self, element):
        if local(element) == "AlternateContent":
            return self._chosen(element, self._box)
        self.boxes.extend(one for one in element.iter() if local(one) == "txbxContent")
        return None

    def _say(self, words, stress, marks, link):
        self.letters += len(words) + len(marks) * CHANGE
        if self.letters > LETTERS:
            raise Refused("long", most=PARAGRAPHS)
        self.now["runs"].append([words, stress, list(marks), link])
        if all(change["came"] for change in marks):
            for key in self.open_comments:
                place, quote = self.quotes[key]
                self.quotes[key] = (place, (quote + words)[:1000])


def _tags(control):
    tag = child(control, "sdtPr", "tag")
    return attribute(tag, "val").split() if tag is not None else []


def _content(control):
    """What a content control says; the invitation to type that an empty one shows says nothing."""
    is_empty = child(control, "sdtPr", "showingPlcHdr") is not None
    content = child(control, "sdtContent")
    return () if is_empty or content is None else content


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


def _change(element):
    name = local(element)
    return {"came": name in CAME, "moved": name in ("moveFrom", "moveTo"), **whose(element)}
