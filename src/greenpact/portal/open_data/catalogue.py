"""All tables of open data, in the order in which a reader meets them."""

from greenpact.portal.open_data.city_tables import (
    CITIES,
    COUNTING_RULES,
    DISTRICTS,
    FIELDS,
    FIGURES,
    OFFICES,
    PROGRAMMES,
    TARGETS,
)
from greenpact.portal.open_data.columns import Table
from greenpact.portal.open_data.deal_tables import CLAUSES, DEALS, ORGANISATIONS, PARTIES, SOURCES, VERSIONS
from greenpact.portal.open_data.label_tables import LABELS
from greenpact.portal.open_data.measure_tables import CHANGES, MEASURES, MILESTONES
from greenpact.portal.open_data.reading_tables import INDICATORS, READINGS

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        DEALS,
        ORGANISATIONS,
        PARTIES,
        CLAUSES,
        MEASURES,
        MILESTONES,
        INDICATORS,
        READINGS,
        SOURCES,
        VERSIONS,
        LABELS,
        CITIES,
        PROGRAMMES,
        FIELDS,
        OFFICES,
        DISTRICTS,
        TARGETS,
        FIGURES,
        COUNTING_RULES,
        CHANGES,
    )
}
