"""The public page of a measure: what was promised, what is counted, and what was read off."""
