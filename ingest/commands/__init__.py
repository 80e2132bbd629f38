"""The commands of ``python -m ingest``: one file for each, or for a few that belong together.

Each file has ``register``, which gives its commands to the parser, with ``run`` set to the function that
takes the library and the parsed options and returns the exit status.
"""

from ingest.commands import adding, backing_up, listing, rebuilding, removing, showing, syncing

COMMANDS = (adding, syncing, listing, showing, removing, rebuilding, backing_up)
