"""The tables of the record, and what is opened in them."""
