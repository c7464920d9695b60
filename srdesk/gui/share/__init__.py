"""Saving, sharing and doing again: what becomes of a result."""
