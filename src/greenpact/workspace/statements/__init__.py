"""What is said about a measure: by its owner, the city, and independent observers; replies and disputes."""
