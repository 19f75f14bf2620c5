"""Reports: what was promised and done, compiled from rows once, frozen, checked, published and set in many forms."""
