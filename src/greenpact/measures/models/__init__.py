"""Measures, the indicators and readings by which they are followed, and what is asked and said about them."""

from greenpact.measures.models.check_in import CheckIn, CheckInLink, CheckInRules, CheckInStep, Contact
from greenpact.measures.models.indicator import Indicator, IndicatorQuerySet, Target
from greenpact.measures.models.measure import Measure, MeasureQuerySet, MeasureState, Milestone
from greenpact.measures.models.reading import NonValueChoice, ProvenanceChoice, Reading, ReadingQuerySet
from greenpact.measures.models.statement import Dispute, Reply, Statement

__all__ = [
    "CheckIn",
    "CheckInLink",
    "CheckInRules",
    "CheckInStep",
    "Contact",
    "Dispute",
    "Indicator",
    "IndicatorQuerySet",
    "Measure",
    "MeasureQuerySet",
    "MeasureState",
    "Milestone",
    "NonValueChoice",
    "ProvenanceChoice",
    "Reading",
    "ReadingQuerySet",
    "Reply",
    "Statement",
    "Target",
]
