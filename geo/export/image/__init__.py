"""Pictures: maps and drawings as SVG and PNG."""
