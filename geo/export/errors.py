"""What keeps something from being taken along."""


class ExportError(Exception):
    """An export that cannot be made. Its message is one line for the person who asked for it."""
