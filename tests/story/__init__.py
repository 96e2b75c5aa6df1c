"""Tests of geo/story."""
