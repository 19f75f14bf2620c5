"""How far the promises of a city are: counts of measures by field and party, and the measures behind each count."""
