"""Pages' markup, compared without the white space that a formatter writes."""

import re


def folded(html: str) -> str:
    """`html` with runs of white space as one space, and none around a tag: for what stands in which element."""
    return re.sub(r" ?([<>]) ?", r"\1", " ".join(html.split()))
