"""Files of readings: kept, read, asked about, and taken in as a whole."""
