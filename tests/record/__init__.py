"""Tests of geo/record."""
