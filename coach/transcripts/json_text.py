"""Reads JSON and JSONL whose keys have usual names: one conversation an object, or one message."""

from __future__ import annotations

from coach.transcripts.csv_columns import known
from coach.transcripts.json_load import Json
from coach.transcripts.json_reader import JsonReader, keys_of
from coach.transcripts.rows import talk_of
from coach.transcripts.talks import Reading, Talk

_SUFFIXES = (".json", ".jsonl", ".ndjson", ".jsonlines", ".ldjson")


class JsonText(JsonReader):
    """The reader of JSON that no vendor's reader knows."""

    name = "json"
    lists = frozenset({"conversations", "tickets", "data", "results", "records", "rows", "chats", "dialogues"})

    def recognises(self, name: str, head: bytes) -> int:
        """Return how sure it is: by keys that are known, or by the suffix."""
        keys = keys_of(head)
        if keys and known(keys, {}) > 1:
            return 70
        return 50 if keys else 20 if name.lower().endswith(_SUFFIXES) else 0

    def talk(self, record: Json, reading: Reading) -> Talk:
        """Return a conversation or a message."""
        return talk_of(record, reading)
