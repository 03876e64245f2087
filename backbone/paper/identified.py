"""What a PDF says of itself: WeasyPrint writes one identifier, for PDF/A-2a; the second one, for PDF/UA-1, stands beside it.

PDF/A allows in the metadata only what it knows or what is described there, so the description comes with it
(ISO 19005-2, 6.6.2.3).
"""

from __future__ import annotations

import pydyf

VARIANT = "pdf/a-2a"
END = b"</rdf:RDF>"
ACCESSIBLE = (
    b'<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">'
    b"<pdfuaid:part>1</pdfuaid:part></rdf:Description>"
)
DESCRIBED = (
    b'<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"'
    b' xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"'
    b' xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">'
    b'<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">'
    b"<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>"
    b"<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    b"<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    b'<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">'
    b"<pdfaProperty:name>part</pdfaProperty:name>"
    b"<pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    b"<pdfaProperty:category>internal</pdfaProperty:category>"
    b"<pdfaProperty:description>The part of ISO 14289 that the file keeps to</pdfaProperty:description>"
    b"</rdf:li></rdf:Seq></pdfaSchema:property>"
    b"</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"
)


def add_second(pdf: pydyf.PDF) -> None:
    """Say in the metadata, which are PDF/A's, that PDF/UA is kept to as well; changes them in place."""
    metadata = next(one for one in pdf.objects if one.reference == pdf.catalog["Metadata"])
    content = b"\n".join(metadata.stream)
    metadata.stream = [content.replace(END, ACCESSIBLE + DESCRIBED + END)]
