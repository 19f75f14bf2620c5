"""Measures, indicators and readings as a workbook that can be changed and read back in."""
