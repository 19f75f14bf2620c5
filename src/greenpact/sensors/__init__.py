"""Meters that report by themselves: what is heard of them is kept, rolled up, and becomes readings."""
