"""Cartography without a renderer: classes, symbols, legend, projection and the placement of labels."""
