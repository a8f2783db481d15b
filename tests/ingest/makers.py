"""How is a small file of each format made for a test?"""

import zipfile
from collections.abc import Iterable, Mapping, Sequence
from email.message import EmailMessage
from io import BytesIO

from docx import Document


def make_pdf(
    pages: Sequence[Sequence[str]], info: str = "", extra: str = "", start: str = ""
) -> bytes:
    """Write a PDF with one line of Latin text below another on each page."""
    objects: dict[int, bytes] = {
        1: f"<< /Type /Catalog /Pages 2 0 R {start} >>".encode(),
        3: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    }
    kids = []
    for number, lines in enumerate(pages):
        page, content = 4 + 2 * number, 5 + 2 * number
        kids.append(f"{page} 0 R")
        shown = " T* ".join(f"({_escape(line)}) Tj" for line in lines)
        stream = f"BT /F1 12 Tf 14 TL 72 720 Td {shown} ET".encode("cp1252") if lines else b""
        objects[page] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {content} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        ).encode()
        objects[content] = b"<< /Length %d >>\nstream\n%b\nendstream" % (len(stream), stream)
    objects[2] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(pages)} >>".encode()
    trailer = "/Root 1 0 R"
    if info:
        number = max(objects) + 1
        objects[number] = f"<< {info} >>".encode("cp1252")
        trailer += f" /Info {number} 0 R"
    return assemble_pdf(objects, f"{trailer} {extra}")


def assemble_pdf(objects: Mapping[int, bytes], trailer: str) -> bytes:
    """Write numbered objects with their cross-reference table."""
    out = BytesIO()
    out.write(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    offsets = {}
    for number in sorted(objects):
        offsets[number] = out.tell()
        out.write(b"%d 0 obj\n%b\nendobj\n" % (number, objects[number]))
    table, size = out.tell(), max(objects) + 1
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % size)
    for number in range(1, size):
        out.write(
            b"%010d 00000 n \n" % offsets[number] if number in offsets else b"0000000000 65535 f \n"
        )
    out.write(
        f"trailer\n<< /Size {size} {trailer} >>\nstartxref\n{table}\n%%EOF\n".encode("latin-1")
    )
    return out.getvalue()


def make_docx(paragraphs: Iterable[str], rows: Sequence[Sequence[str]] = (), **core: str) -> bytes:
    """Write a Word document: paragraphs, then one table."""
    document = Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if rows:
        table = document.add_table(len(rows), len(rows[0]))
        for row, values in zip(table.rows, rows, strict=True):
            for cell, value in zip(row.cells, values, strict=True):
                cell.text = value
    for key, value in core.items():
        setattr(document.core_properties, key, value)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def make_zip(members: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Write a ZIP archive."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return out.getvalue()


def replace_document_xml(docx: bytes, xml: bytes) -> bytes:
    """Put another main part into a Word document."""
    with zipfile.ZipFile(BytesIO(docx)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members["word/document.xml"] = xml
    return make_zip(members)


def word_xml(body: str) -> bytes:
    """Write the main part of a Word document."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?><w:document '
        'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<w:body>{body}</w:body></w:document>"
    ).encode()


def make_mail(
    subject: str,
    body: str = "",
    page: str = "",
    attached: Iterable[tuple[str, str, bytes]] = (),
    inside: Iterable[EmailMessage] = (),
) -> EmailMessage:
    """Write a mail message; `attached` holds (file name, media type, bytes)."""
    message = EmailMessage()
    message["Subject"] = subject
    message["From"] = "Press Office <press@town.example>"
    message["To"] = "desk@paper.example"
    message["Date"] = "Tue, 05 Mar 2024 09:30:00 +0100"
    message["Message-ID"] = "<1@town.example>"
    if body:
        message.set_content(body)
    if page and body:
        message.add_alternative(page, subtype="html")
    elif page:
        message.set_content(page, subtype="html")
    for name, kind, data in attached:
        main, sub = kind.split("/")
        message.add_attachment(data, maintype=main, subtype=sub, filename=name)
    for inner in inside:
        message.add_attachment(inner)
    return message


def _escape(line: str) -> str:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
