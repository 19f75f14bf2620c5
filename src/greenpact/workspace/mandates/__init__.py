"""The mandate register of a city's workspace: stated by organisations, checked by the programme office."""
