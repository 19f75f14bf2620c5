"""What meters and their platforms say, read as values: NGSI-LD notifications and SensorThings observations."""
