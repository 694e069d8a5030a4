"""A document's line: how a file becomes numbered paragraphs in the library."""
