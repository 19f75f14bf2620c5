"""Every complaint that a sheet can give rise to, and how grave it is. The words are in `sentences`."""

from enum import StrEnum


class Severity(StrEnum):
    ERROR = "error"  # nothing is imported until it is put right
    WARNING = "warning"  # was read in a way that somebody should look at
    NOTE = "note"


class Complaint(StrEnum):
    # a file as a whole
    NOTHING_SENT = "nothing_sent"
    EMPTY_FILE = "empty_file"
    TOO_LARGE = "too_large"
    TOO_MANY_FILES = "too_many_files"
    NOT_A_SHEET = "not_a_sheet"
    OLD_WORKBOOK = "old_workbook"
    PROTECTED = "protected"
    WITH_MACROS = "with_macros"
    BROKEN_WORKBOOK = "broken_workbook"
    BOMB = "bomb"
    TOOK_TOO_LONG = "took_too_long"
    TOO_MANY_ROWS = "too_many_rows"
    TOO_MANY_CELLS = "too_many_cells"
    READ_AS = "read_as"
    BROKEN_TEXT = "broken_text"
    BROKEN_QUOTES = "broken_quotes"
    FIELD_TOO_LONG = "field_too_long"
    # a sheet and its head
    HIDDEN_SHEET = "hidden_sheet"
    UNKNOWN_SHEET = "unknown_sheet"
    SHEET_TWICE = "sheet_twice"
    NO_KNOWN_SHEET = "no_known_sheet"
    NO_ROWS = "no_rows"
    UNKNOWN_COLUMN = "unknown_column"
    UNKNOWN_COLUMN_LIKE = "unknown_column_like"
    NO_HEAD = "no_head"
    COLUMN_TWICE = "column_twice"
    COLUMN_MISSING = "column_missing"
    TOO_MANY_COLUMNS = "too_many_columns"
    # a cell
    MORE_CELLS_THAN_HEAD = "more_cells_than_head"
    NEEDED = "needed"
    FORMULA = "formula"
    FAULTY_FORMULA = "faulty_formula"
    PERCENT = "percent"
    TEXT_TOO_LONG = "text_too_long"
    INVISIBLE_SIGNS = "invisible_signs"
    NOT_A_REF = "not_a_ref"
    NOT_A_REF_LIKE = "not_a_ref_like"
    RESERVED_REF = "reserved_ref"
    UNKNOWN_CHOICE = "unknown_choice"
    UNKNOWN_CHOICE_LIKE = "unknown_choice_like"
    NOT_A_NUMBER = "not_a_number"
    NOT_WHOLE = "not_whole"
    OUT_OF_RANGE = "out_of_range"
    TOO_MANY_DECIMALS = "too_many_decimals"
    AMBIGUOUS_NUMBER = "ambiguous_number"
    NOT_A_DAY = "not_a_day"
    NO_SUCH_DAY = "no_such_day"
    DAY_AS_NUMBER = "day_as_number"
    AMBIGUOUS_DAY = "ambiguous_day"
    NOT_YES_OR_NO = "not_yes_or_no"
    NOT_AN_ADDRESS = "not_an_address"
    NOT_AN_ADDRESS_LIKE = "not_an_address_like"
    NOT_AN_EMAIL = "not_an_email"
    NOT_LIKE_EXAMPLE = "not_like_example"
    TWICE_IN_CELL = "twice_in_cell"
    NOT_AN_IDENTIFIER = "not_an_identifier"
    # rows together
    OTHER_CITY = "other_city"
    REF_TWICE = "ref_twice"
    UNKNOWN_REF = "unknown_ref"
    UNKNOWN_REF_LIKE = "unknown_ref_like"
    COUNT_OF_ONE = "count_of_one"
    HALF_A_POSITION = "half_a_position"
    ENDS_BEFORE_IT_BEGINS = "ends_before_it_begins"
    PARTY_TWICE = "party_twice"
    NOT_A_PARTY = "not_a_party"
    OWES_SOMETHING = "owes_something"
    NOT_A_GOAL = "not_a_goal"
    NOT_OF_THIS_KIND = "not_of_this_kind"
    OWN_CITY = "own_city"
    SIGNATURE_UNKNOWN = "signature_unknown"
    SIGNED_WITHOUT_DAY = "signed_without_day"
    SIGNED_IN_FUTURE = "signed_in_future"
    # the register
    NOT_FROM_HERE = "not_from_here"
    MEASURE_STAYS = "measure_stays"
    LACKS_TITLE = "lacks_title"
    LACKS_SUMMARY = "lacks_summary"
    LACKS_PARTIES = "lacks_parties"
    LACKS_CLAUSE_TEXT = "lacks_clause_text"
    LACKS_OWNER = "lacks_owner"
    SIGNED_CHANGES = "signed_changes"
    KIND_STAYS = "kind_stays"
    # the import as a whole
    REGISTER_CHANGED = "register_changed"
    REFUSED_BY_REGISTER = "refused_by_register"
    GAVE_UP = "gave_up"


_WARNINGS = frozenset(
    {
        Complaint.HIDDEN_SHEET,
        Complaint.UNKNOWN_SHEET,
        Complaint.NO_ROWS,
        Complaint.UNKNOWN_COLUMN,
        Complaint.UNKNOWN_COLUMN_LIKE,
        Complaint.INVISIBLE_SIGNS,
        Complaint.AMBIGUOUS_NUMBER,
        Complaint.AMBIGUOUS_DAY,
        Complaint.NOT_OF_THIS_KIND,
        Complaint.SIGNED_WITHOUT_DAY,
        Complaint.MEASURE_STAYS,
        Complaint.SIGNED_CHANGES,
        Complaint.REGISTER_CHANGED,
    }
)
_NOTES = frozenset({Complaint.READ_AS})


def severity_of(complaint: Complaint) -> Severity:
    """How grave a complaint is."""
    if complaint in _WARNINGS:
        return Severity.WARNING
    return Severity.NOTE if complaint in _NOTES else Severity.ERROR
