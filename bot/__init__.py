"""The bot: questions in, cited answers out."""
