"""Encoders of text that run on this machine: one table of words, and a trunk of transformer layers for each use."""

from ingest.encoder.session import BEGIN, END, PAD, Encoder, Rows
from ingest.encoder.words import Piece, Words, shared_words

__all__ = ["BEGIN", "END", "PAD", "Encoder", "Piece", "Rows", "Words", "shared_words"]
