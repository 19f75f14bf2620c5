"""The sentence of every complaint: what is wrong, why, and what to do about it."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from greenpact.workspace.importing.complaints import Complaint

SENTENCES: dict[Complaint, Promise] = {
    Complaint.NOTHING_SENT: _("No file was chosen. Choose one workbook (.xlsx) or one or more CSV files."),
    Complaint.EMPTY_FILE: _("“%(file)s” is empty. Save it again and choose it once more."),
    Complaint.TOO_LARGE: _(
        "The files have %(megabytes)s MB together; at most %(most)s MB are read at once. Split them, deal "
        "by deal, and import one part after the other."
    ),
    Complaint.TOO_MANY_FILES: _("%(count)s files are too many at once; choose at most %(most)s."),
    Complaint.NOT_A_SHEET: _(
        "“%(file)s” is a file of the kind %(found)s, not a workbook or CSV file. Save the table as .xlsx or as "
        "CSV and choose that file."
    ),
    Complaint.OLD_WORKBOOK: _(
        "“%(file)s” is a workbook in the old .xls format. Open it in your spreadsheet program and save it as .xlsx."
    ),
    Complaint.PROTECTED: _(
        "“%(file)s” is protected by a password. Save it without one and choose it once more."
    ),
    Complaint.WITH_MACROS: _("“%(file)s” contains macros. Save it as .xlsx, which has none."),
    Complaint.BROKEN_WORKBOOK: _(
        "“%(file)s” cannot be opened as a workbook. Open it in your spreadsheet program, save it again as "
        ".xlsx and try once more."
    ),
    Complaint.BOMB: _(
        "“%(file)s” unpacks to far more than a table would and was not opened. Copy the rows that matter "
        "into a new workbook."
    ),
    Complaint.TOOK_TOO_LONG: _(
        "“%(file)s” needs more time or memory than a table should and was given up. Copy the rows that "
        "matter into a new workbook, without formats and drawings."
    ),
    Complaint.TOO_MANY_ROWS: _(
        "“%(title)s” has more than %(most)s rows. Split it and import one part after the other."
    ),
    Complaint.TOO_MANY_CELLS: _(
        "The sheets have more than %(most)s filled cells together. Split them and import one part after the"
        " other."
    ),
    Complaint.READ_AS: _("“%(file)s” was read as %(encoding)s, with “%(separator)s” between the cells."),
    Complaint.BROKEN_TEXT: _(
        "Line %(line)s of “%(file)s” holds signs that are not valid in %(encoding)s. Save the file as CSV "
        "UTF-8 and choose it once more."
    ),
    Complaint.BROKEN_QUOTES: _(
        "Row %(line)s of “%(file)s” has a quotation mark that is not closed, or text behind a closed one. "
        "Put whole cells in quotation marks and double those within."
    ),
    Complaint.FIELD_TOO_LONG: _(
        "Row %(line)s of “%(file)s” has a cell of more than 100,000 characters. Perhaps a quotation mark is"
        " not closed; otherwise shorten the text."
    ),
    Complaint.HIDDEN_SHEET: _(
        "The sheet “%(title)s” is hidden and was passed over. Show it in your spreadsheet program if it is to be "
        "imported."
    ),
    Complaint.UNKNOWN_SHEET: _(
        "The sheet “%(title)s” is not one of those that are imported and was passed over. Known are: "
        "%(known)s."
    ),
    Complaint.SHEET_TWICE: _(
        "There are two sheets of this kind, in “%(first)s” and in “%(second)s”. Leave one out."
    ),
    Complaint.NO_KNOWN_SHEET: _(
        "Nothing in the files is a sheet that can be imported. Name the sheets, or the CSV files, as in the"
        " template: %(known)s."
    ),
    Complaint.NO_ROWS: _("The sheet has a head but no rows below it."),
    Complaint.UNKNOWN_COLUMN: _("The column “%(heading)s” is not known here and was passed over."),
    Complaint.UNKNOWN_COLUMN_LIKE: _(
        "The column “%(heading)s” is not known here and was passed over. Did you mean “%(like)s”?"
    ),
    Complaint.COLUMN_TWICE: _("The column “%(heading)s” stands twice. Delete one of the two."),
    Complaint.COLUMN_MISSING: _(
        "The column “%(heading)s” is missing; what is new needs it. Add it; the template shows all columns."
    ),
    Complaint.NO_HEAD: _(
        "No cell of the first row is the name of a column. Write the names above the rows, as in the template."
    ),
    Complaint.TOO_MANY_COLUMNS: _(
        "The head has more than %(most)s columns. Delete those that are not needed."
    ),
    Complaint.MORE_CELLS_THAN_HEAD: _(
        "The row has more cells than the head. A text that contains the separator must stand in quotation "
        "marks."
    ),
    Complaint.NEEDED: _("This cell must be filled. Of merged cells, only the first holds the value."),
    Complaint.FORMULA: _(
        "The cell holds a formula, whose result may be out of date. Copy it and paste it as a value. A text"
        " must not begin with “=”."
    ),
    Complaint.FAULTY_FORMULA: _("The cell shows the error “%(text)s”. Enter the value itself."),
    Complaint.PERCENT: _(
        "The cell is formatted as per cent. Write the number without the sign, such as 20, and “%%” in the "
        "column for the unit."
    ),
    Complaint.TEXT_TOO_LONG: _("The text has %(length)s characters; at most %(most)s fit. Shorten it."),
    Complaint.INVISIBLE_SIGNS: _("Invisible control characters were left out of the text."),
    Complaint.NOT_A_REF: _(
        "“%(text)s” is not a short name. Use small letters without umlauts, digits and hyphens, at most "
        "%(most)s of them."
    ),
    Complaint.NOT_A_REF_LIKE: _(
        "“%(text)s” is not a short name: small letters without umlauts, digits and hyphens. Write "
        "“%(like)s”, for example."
    ),
    Complaint.UNKNOWN_CHOICE: _("“%(text)s” is not known here. Choose one of: %(known)s."),
    Complaint.UNKNOWN_CHOICE_LIKE: _(
        "“%(text)s” is not known here. Did you mean “%(like)s”? Possible are: %(known)s."
    ),
    Complaint.NOT_A_NUMBER: _("“%(text)s” is not a number. Write digits only; the unit has its own column."),
    Complaint.NOT_WHOLE: _("“%(text)s” is not a whole number."),
    Complaint.OUT_OF_RANGE: _("“%(text)s” is outside what is possible here: from %(lowest)s to %(highest)s."),
    Complaint.TOO_MANY_DECIMALS: _("“%(text)s” has more than %(most)s decimals. Round it."),
    Complaint.AMBIGUOUS_NUMBER: _(
        "“%(text)s” can mean %(value)s or %(other)s. It was read as %(value)s, because %(mark)s is taken "
        "as the decimal mark here. If you mean %(other)s, write “%(instead)s”."
    ),
    Complaint.NOT_A_DAY: _("“%(text)s” is not a date. Write it as 2026-03-31 or 31.03.2026."),
    Complaint.NO_SUCH_DAY: _("There is no day “%(text)s” in the calendar. Check day and month."),
    Complaint.DAY_AS_NUMBER: _(
        "“%(text)s” is a number, not a date. Format the cell as a date or write it as 2026-03-31."
    ),
    Complaint.AMBIGUOUS_DAY: _(
        "“%(text)s” was read with the day first, as %(value)s. If that is wrong, write it as year-month-day."
    ),
    Complaint.NOT_YES_OR_NO: _("“%(text)s” is neither yes nor no."),
    Complaint.NOT_AN_ADDRESS: _("“%(text)s” is not a web address. It begins with https:// or http://."),
    Complaint.NOT_AN_ADDRESS_LIKE: _("“%(text)s” is not a whole web address. Write “%(like)s”, for example."),
    Complaint.NOT_AN_EMAIL: _("“%(text)s” is not an e-mail address."),
    Complaint.NOT_LIKE_EXAMPLE: _("“%(text)s” cannot be right here. It should look like “%(example)s”."),
    Complaint.TWICE_IN_CELL: _("“%(text)s” stands twice in this cell."),
    Complaint.NOT_AN_IDENTIFIER: _(
        "“%(text)s” is not an identifier. Write scheme and value, such as lei:529900T8BM49AURSDO55. Schemes"
        " are: %(known)s."
    ),
    Complaint.OTHER_CITY: _("This row belongs to “%(text)s”. Import it in the workspace of that city."),
    Complaint.REF_TWICE: _(
        "“%(text)s” already stands in row %(first)s. Each short name may stand once; delete one row."
    ),
    Complaint.UNKNOWN_REF: _(
        "“%(text)s” is neither in this import nor in the city's register. Add it, or correct the name."
    ),
    Complaint.UNKNOWN_REF_LIKE: _(
        "“%(text)s” is neither in this import nor in the city's register. Did you mean “%(like)s”?"
    ),
    Complaint.COUNT_OF_ONE: _(
        "Only a group of organisations has a number. Leave the cell empty, or choose “Group of "
        "organisations” as the kind."
    ),
    Complaint.HALF_A_POSITION: _("A position needs latitude and longitude; one of the two is missing."),
    Complaint.ENDS_BEFORE_IT_BEGINS: _("It would end (%(end)s) before it begins (%(start)s). Check both."),
    Complaint.PARTY_TWICE: _("“%(text)s” is already a party to this deal, in row %(first)s. Delete one row."),
    Complaint.NOT_A_PARTY: _(
        "“%(text)s” is not a party to the deal “%(deal)s”. Add it to the sheet of parties."
    ),
    Complaint.OWES_SOMETHING: _(
        "“%(text)s” has commitments in the deal “%(deal)s” and is missing from its parties here. Add it, or"
        " import its clauses as well."
    ),
    Complaint.NOT_A_GOAL: _(
        "“%(text)s” is not a goal of the deal “%(deal)s”. Name goals by their short names, such as g1."
    ),
    Complaint.NOT_OF_THIS_KIND: _(
        "A clause of the kind “%(kind)s” has no use for this column; the cell was passed over."
    ),
    Complaint.RESERVED_REF: _(
        "“%(text)s” cannot be a short name, because it is a word of the platform's own addresses. Choose "
        "another one."
    ),
    Complaint.OWN_CITY: _("“%(text)s” is the deal's own city and cannot be a further one."),
    Complaint.SIGNATURE_UNKNOWN: _(
        "The signature can be “unknown” only in records that were compiled from public sources: give the "
        "deal a source and tick “compiled from public sources”, or say how far the signature is."
    ),
    Complaint.SIGNED_WITHOUT_DAY: _("The deal is signed, but the day is not stated."),
    Complaint.SIGNED_IN_FUTURE: _("The deal cannot have been signed on a day that is still to come."),
    Complaint.NOT_FROM_HERE: _(
        "The deal stands at “%(now)s”, and “%(then)s” cannot follow from there. Move it step by step in the"
        " workspace."
    ),
    Complaint.MEASURE_STAYS: _(
        "The measure stands at “%(now)s”, and “%(then)s” cannot follow from there. It stays as it is."
    ),
    Complaint.LACKS_TITLE: _("“%(text)s” has no title, so it cannot be public. Fill in a title."),
    Complaint.LACKS_SUMMARY: _("“%(text)s” has no summary, so it cannot be public. Fill in a summary."),
    Complaint.LACKS_PARTIES: _(
        "“%(text)s” has no parties, so it cannot be public. Add them to the sheet of parties."
    ),
    Complaint.LACKS_CLAUSE_TEXT: _(
        "A clause of “%(text)s” has no text, so the deal cannot be public. Fill in the text."
    ),
    Complaint.LACKS_OWNER: _(
        "A commitment of “%(text)s” names no party, so the deal cannot be public. Say whose commitment it is."
    ),
    Complaint.SIGNED_CHANGES: _(
        "This deal is signed, and its text would change. Make sure that the parties know."
    ),
    Complaint.KIND_STAYS: _(
        "The clause “%(text)s” is of another kind in the register. Give the new clause another short name."
    ),
    Complaint.REGISTER_CHANGED: _(
        "The city's register changed after you saw the preview, so nothing was imported. Please look at the"
        " new preview."
    ),
    Complaint.REFUSED_BY_REGISTER: _("The register refused “%(text)s”: %(reason)s. Nothing was imported."),
    Complaint.GAVE_UP: _(
        "The import was begun %(times)s times and broke off each time. Nothing was imported. Please tell "
        "whoever runs this installation."
    ),
}
