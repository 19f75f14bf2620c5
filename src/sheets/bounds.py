"""How much a file may bring before it is understood: what keeps a hostile or mistaken one from doing harm."""

MOST_ROWS = 300_000  # of one sheet; 10,000 deals with eight clauses have 80,000
MOST_COLUMNS = 60  # that are read of a row
MOST_CELLS = 4_000_000  # of all sheets together

# A workbook is a zip archive of XML. Its parts are checked before anything is unpacked.
MOST_ZIP_ENTRIES = 500
MOST_INFLATED_BYTES = 400_000_000
HIGHEST_RATIO = 250  # of inflated to packed; sheets of repeated rows reach about 100

# The program that unpacks and reads a workbook is ended when it takes more than this.
CHILD_MEMORY_BYTES = 1_000_000_000
CHILD_CPU_SECONDS = 120
CHILD_WALL_SECONDS = 180
CHILD_OUTPUT_BYTES = 400_000_000
