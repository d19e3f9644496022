"""Conversations from the exports of helpdesks: one file a format, from bytes to transcripts."""
