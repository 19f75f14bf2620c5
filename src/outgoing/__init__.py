"""Calls to other people's servers: never into the own network, never led elsewhere, bounded in time and size."""
