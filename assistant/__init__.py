"""A question's line: how a question becomes a cited answer."""
