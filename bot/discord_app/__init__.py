"""Dateline on Discord. Only this package imports ``discord``, and of it only what talks to Discord."""
