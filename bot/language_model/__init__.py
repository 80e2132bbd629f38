"""An OpenAI-compatible endpoint: asked within a deadline, paid within a budget, read with distrust."""
