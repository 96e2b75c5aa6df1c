"""Slides for PowerPoint and LibreOffice."""
