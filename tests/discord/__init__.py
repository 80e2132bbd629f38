"""A loopback Discord and the real ``python -m bot`` that runs against it.

``server.FakeDiscord`` is what Discord is for a bot: REST v10 (``rest`` and the ``routes_…``) and a ``gateway`` over one
``world`` of guilds, channels, people and messages. ``people.Person`` acts in it, ``faults`` break it, ``process`` runs
a bot beside it, and ``openapi`` holds what the bot sent against Discord's own description.

Everything may be used from the test's own thread: whatever changes the world does so under ``World.changed``, and
``World.wait`` waits on it.
"""
