"""Makes PDFs with furniture: outlines, links, forms, scripts, layers, notes and attachments. Every maker returns a whole PDF."""

import io

import pikepdf

from tests.corpus.papers import typed, typed_sheet
from tests.corpus.writing import Sheet, Writing, add_pages, close, shown, text_at


def with_catalogue(pages: int, catalogue: bytes, writing: Writing | None = None) -> bytes:
    writing = writing or Writing()
    tree, _ = add_pages(writing, [typed_sheet(number) for number in range(pages)])
    return close(writing, tree, catalogue)


def outlined(pages: int = 4) -> bytes:
    """Bookmarks two deep: the first page holds the others."""
    writing = Writing()
    tree, numbers = add_pages(writing, [typed_sheet(number) for number in range(pages)])
    root, first = writing.add(), writing.add()
    children = [writing.add() for _ in numbers[1:]]
    for place, (child, page) in enumerate(zip(children, numbers[1:], strict=True)):
        beside = b" /Prev %d 0 R" % children[place - 1] if place else b""
        beside += b" /Next %d 0 R" % children[place + 1] if place + 1 < len(children) else b""
        writing.put(
            child, b"<< /Title %s /Parent %d 0 R /Dest [%d 0 R /Fit]%s >>" % (shown(f"Part {place + 1}"), first, page, beside)
        )
    family = b" /First %d 0 R /Last %d 0 R /Count %d" % (children[0], children[-1], len(children)) if children else b""
    writing.put(first, b"<< /Title (Statement) /Parent %d 0 R /Dest [%d 0 R /XYZ 0 800 0]%s >>" % (root, numbers[0], family))
    writing.put(root, b"<< /Type /Outlines /First %d 0 R /Last %d 0 R /Count %d >>" % (first, first, pages))
    return close(writing, tree, b"/Outlines %d 0 R" % root, {b"Title": b"With bookmarks"})


def linked() -> bytes:
    """Two pages: a link to the second page, one to a named place, one to the web."""
    writing = Writing()
    links = [writing.add() for _ in range(3)]
    notes = b"/Annots [" + b" ".join(b"%d 0 R" % link for link in links) + b"]"
    first = Sheet(text_at(72, 700, "See the next page, the annex, or the court's site."), extra=notes)
    tree, pages = add_pages(writing, [first, typed_sheet(1)])
    head = b"<< /Type /Annot /Subtype /Link /Border [0 0 0] /Rect "
    writing.put(links[0], head + b"[72 690 150 715] /Dest [%d 0 R /Fit] >>" % pages[1])
    writing.put(links[1], head + b"[160 690 220 715] /A << /S /GoTo /D (annex) >> >>")
    writing.put(links[2], head + b"[230 690 330 715] /A << /S /URI /URI (https://court.example/rules) >> >>")
    names = b"/Names << /Dests << /Names [(annex) [%d 0 R /XYZ 72 500 null]] >> >>" % pages[1]
    return close(writing, tree, names)


def form() -> bytes:
    """A filled-in text field and a ticked box, with appearances of their own."""
    writing = Writing()
    look = writing.stream(
        b"/Tx BMC q BT /F1 12 Tf 2 5 Td (Filled in by hand) Tj ET Q EMC",
        b"/Type /XObject /Subtype /Form /BBox [0 0 200 20] /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 "
        b"/BaseFont /Helvetica >> >> >>",
    )
    tick = writing.stream(b"q 0 0 0 rg 3 3 14 14 re f Q", b"/Type /XObject /Subtype /Form /BBox [0 0 20 20]")
    field, box = writing.add(), writing.add()
    page = Sheet(text_at(72, 700, "Name:") + text_at(72, 660, "Sworn:"), extra=b"/Annots [%d 0 R %d 0 R]" % (field, box))
    tree, _ = add_pages(writing, [page])
    widget = b"<< /Type /Annot /Subtype /Widget /F 4 "
    writing.put(
        field,
        widget
        + b"/FT /Tx /T (name) /V (Filled in by hand) /DA (/F1 12 Tf) /Rect [120 695 320 715] /AP << /N %d 0 R >> >>" % look,
    )
    writing.put(
        box, widget + b"/FT /Btn /T (sworn) /V /Yes /AS /Yes /Rect [120 655 140 675] /AP << /N << /Yes %d 0 R >> >> >>" % tick
    )
    return close(writing, tree, b"/AcroForm << /Fields [%d 0 R %d 0 R] >>" % (field, box))


def javascript() -> bytes:
    """Asks a viewer to run a script on opening, and to fetch a page from the network."""
    script = b"/OpenAction << /S /JavaScript /JS (app.alert\\('opened'\\)) >>"
    return with_catalogue(1, script + b" /AA << /WC << /S /URI /URI (https://court.example/closed) >> >>")


def layered() -> bytes:
    """One layer on, one its author switched off. SECRET must not be seen."""
    writing = Writing()
    on, off = (writing.add(b"<< /Type /OCG /Name (%s) >>" % name) for name in (b"shown", b"hidden"))
    content = (
        b"/OC /On BDC "
        + text_at(72, 700, "VISIBLE LAYER", 24)
        + b"EMC /OC /Off BDC 1 0 0 rg 72 400 400 200 re f "
        + text_at(72, 650, "SECRET LAYER", 24)
        + b"EMC"
    )
    sheet = Sheet(content, resources=b"/Properties << /On %d 0 R /Off %d 0 R >>" % (on, off))
    tree, _ = add_pages(writing, [sheet])
    groups = b"[%d 0 R %d 0 R]" % (on, off)
    return close(
        writing, tree, b"/OCProperties << /OCGs %s /D << /Order %s /ON [%d 0 R] /OFF [%d 0 R] >> >>" % (groups, groups, on, off)
    )


def noted() -> bytes:
    """A page with a highlight and a square drawn by a reader, to be seen; and a hidden one, not to be seen."""
    writing = Writing()
    shape = writing.stream(b"0 0 1 RG 4 w 2 2 196 96 re S", b"/Type /XObject /Subtype /Form /BBox [0 0 200 100]")
    block = writing.stream(b"1 0 0 rg 0 0 200 100 re f", b"/Type /XObject /Subtype /Form /BBox [0 0 200 100]")
    square = writing.add(
        b"<< /Type /Annot /Subtype /Square /F 4 /C [0 0 1] /Rect [72 300 272 400] /AP << /N %d 0 R >> >>" % shape
    )
    hidden = writing.add(
        b"<< /Type /Annot /Subtype /Square /F 2 /C [1 0 0] /Rect [300 300 500 400] /AP << /N %d 0 R >> >>" % block
    )
    page = Sheet(text_at(72, 700, "Marked by a reader"), extra=b"/Annots [%d 0 R %d 0 R]" % (square, hidden))
    tree, _ = add_pages(writing, [page])
    return close(writing, tree)


def attached() -> bytes:
    """Carries a spreadsheet inside."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(typed(1))) as document:
        document.attachments["figures.csv"] = b"date,amount\n2024-03-05,4.50\n"
        document.save(out)
    return out.getvalue()


def tagged() -> bytes:
    """Says that it is tagged, with a structure tree of one paragraph."""
    writing = Writing()
    tree, pages = add_pages(
        writing, [Sheet(b"/P << /MCID 0 >> BDC " + text_at(72, 700, "A tagged paragraph") + b"EMC", extra=b"/StructParents 0")]
    )
    root, part = writing.add(), writing.add()
    writing.put(part, b"<< /Type /StructElem /S /P /P %d 0 R /Pg %d 0 R /K 0 >>" % (root, pages[0]))
    writing.put(root, b"<< /Type /StructTreeRoot /K %d 0 R /ParentTree << /Nums [0 [%d 0 R]] >> >>" % (part, part))
    return close(writing, tree, b"/MarkInfo << /Marked true >> /Lang (en-GB) /StructTreeRoot %d 0 R" % root)
