"""Units as UN/CEFACT Recommendation 20 codes them, and as people write them."""

#: Common codes of what cities measure.
_CODES = {
    "WHR": "Wh", "KWH": "kWh", "MWH": "MWh", "GWH": "GWh", "JOU": "J", "KJO": "kJ", "3B": "MJ", "GV": "GJ",
    "D30": "TJ", "WTT": "W", "KWT": "kW", "MAW": "MW", "A90": "GW", "GRM": "g", "KGM": "kg", "TNE": "t",
    "MGM": "mg", "MMT": "mm", "CMT": "cm", "MTR": "m", "KMT": "km", "MTK": "m²", "KMK": "km²", "HAR": "ha",
    "MTQ": "m³", "LTR": "l", "HLT": "hl", "MQH": "m³/h", "CEL": "°C", "KEL": "K", "P1": "%", "C62": "piece",
    "H87": "piece", "EA": "piece", "IE": "person", "SEC": "s", "MIN": "min", "HUR": "h", "DAY": "d", "ANN": "a",
    "KMH": "km/h", "MTS": "m/s",
}  # fmt: skip


def written(code: str) -> str:
    """A unit's code as people write it; what is no known code stays as it came.

    >>> written("KWH"), written("MTQ"), written("kWh"), written("")
    ('kWh', 'm³', 'kWh', '')
    """
    return _CODES.get(code.strip(), code.strip())
