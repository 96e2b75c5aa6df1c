"""Documents to edit, for Word and LibreOffice."""
