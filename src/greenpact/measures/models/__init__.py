"""Measures, and the indicators and readings by which they are followed."""

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

__all__ = [
    "WORKING",
    "ConfidentialValue",
    "Delivered",
    "DeliveredSeries",
    "Delivery",
    "DeliveryPiece",
    "DeliveryQuerySet",
    "DeliveryState",
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
    "Target",
]
