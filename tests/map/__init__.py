"""Tests of geo/map."""
