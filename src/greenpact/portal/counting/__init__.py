"""Figures about deals: the rule they are counted by, and the counts that are kept."""
