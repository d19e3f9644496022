"""Rewriting a draft toward what the adviser can do: sentence by sentence, facts and decision kept."""
