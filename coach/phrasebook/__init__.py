"""Phrasebooks: strict YAML to entries, the pattern language, compilation, matching, the examples contract."""
