"""How much a sheet may bring: every number that keeps a hostile or mistaken file from doing harm."""

MOST_BYTES = 20_000_000  # of all files of one import together
MOST_FILES = 12

MOST_ROWS = 300_000  # of one sheet; 10,000 deals with eight clauses have 80,000
MOST_COLUMNS = 60
MOST_CELLS = 4_000_000  # of all sheets together
LONGEST_CELL = 20_000  # characters; the longest text a deal may have

MOST_FINDINGS = 500  # that are kept and shown; all are counted
MOST_DIFFERENCES = 200  # changed records whose differences are kept and shown

# A workbook is a zip archive of XML. Its parts are checked before anything is unpacked.
MOST_ZIP_ENTRIES = 500
MOST_INFLATED_BYTES = 400_000_000
HIGHEST_RATIO = 250  # of inflated to packed; sheets of repeated rows reach about 100

# The program that unpacks and reads a workbook is ended when it takes more than this.
CHILD_MEMORY_BYTES = 1_000_000_000
CHILD_CPU_SECONDS = 120
CHILD_WALL_SECONDS = 180
CHILD_OUTPUT_BYTES = 400_000_000

PAGE_ROWS = 25  # of a sheet on one page of the preview, and in one row of the database

# What may be done while somebody waits for the page; the rest is the worker's.
SMALL_BYTES = 400_000
SMALL_SECONDS = 20
SMALL_RECORDS = 150
