"""Inference runtimes behind one protocol, and the cache of loaded networks."""
