"""Measures, the indicators and readings by which they are followed, and what is asked and said about them."""

from greenpact.measures.models.check_in import CheckIn, CheckInLink, CheckInRules, CheckInStep, Contact
from greenpact.measures.models.confidential import ConfidentialValue, PublishedSum
from greenpact.measures.models.delivery import (
    WORKING,
    Delivered,
    DeliveredSeries,
    Delivery,
    DeliveryPiece,
    DeliveryQuerySet,
    DeliveryState,
    RememberedLayout,
)
from greenpact.measures.models.indicator import Indicator, IndicatorQuerySet, Target
from greenpact.measures.models.measure import Measure, MeasureQuerySet, MeasureState, Milestone
from greenpact.measures.models.reading import NonValueChoice, ProvenanceChoice, Reading, ReadingQuerySet
from greenpact.measures.models.statement import Dispute, Reply, Statement

__all__ = [
    "WORKING",
    "CheckIn",
    "CheckInLink",
    "CheckInRules",
    "CheckInStep",
    "ConfidentialValue",
    "Contact",
    "Delivered",
    "DeliveredSeries",
    "Delivery",
    "DeliveryPiece",
    "DeliveryQuerySet",
    "DeliveryState",
    "Dispute",
    "Indicator",
    "IndicatorQuerySet",
    "Measure",
    "MeasureQuerySet",
    "MeasureState",
    "Milestone",
    "NonValueChoice",
    "ProvenanceChoice",
    "PublishedSum",
    "Reading",
    "ReadingQuerySet",
    "RememberedLayout",
    "Reply",
    "Statement",
    "Target",
]
