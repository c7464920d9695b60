"""The account of a batch, from its journal: a web page that stands alone, JSON and CSV."""
