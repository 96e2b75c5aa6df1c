"""The record: a data package, checked, and held as frozen values."""
