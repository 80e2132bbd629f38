"""What is proved before it is shown: quotes located, claims supported, sources compared. Pure."""
