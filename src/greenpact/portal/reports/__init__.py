"""The published reports of a city: what they say of themselves, and their files."""
