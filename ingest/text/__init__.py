"""Reading text: language, folding, sentences, passages. Pure: no files, no network, no clock."""
