"""What each page says, as one value: the page, its slide, documents, tables, map data and pictures are made of it."""
