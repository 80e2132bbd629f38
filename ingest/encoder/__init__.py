"""Encoders of text that run on this machine: one table of words, and a trunk of transformer layers for each use."""

from ingest.encoder.session import PAD, Encoder, Rows
from ingest.encoder.words import Piece, Words, shared_words

__all__ = ["PAD", "Encoder", "Piece", "Rows", "Words", "shared_words"]
