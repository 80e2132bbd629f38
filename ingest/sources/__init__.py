"""Where articles come from: one file here for each kind of input.

A source yields articles, and an ``ItemError`` in the place of each item that cannot become one.
"""

from ingest.sources.files import read

__all__ = ["read"]
