"""How much a sheet may bring: every number that keeps a hostile or mistaken file from doing harm."""

MOST_BYTES = 20_000_000  # of all files of one import together
MOST_FILES = 12

LONGEST_CELL = 20_000  # characters; the longest text a deal may have

MOST_FINDINGS = 500  # that are kept and shown; all are counted
MOST_DIFFERENCES = 200  # changed records whose differences are kept and shown

PAGE_ROWS = 25  # of a sheet on one page of the preview, and in one row of the database

# What may be done while somebody waits for the page; the rest is the worker's.
SMALL_BYTES = 400_000
SMALL_SECONDS = 20
SMALL_RECORDS = 150
