"""Tests of geo/web."""
