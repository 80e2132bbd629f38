"""The ingestion job: articles in, passages and vectors out."""
