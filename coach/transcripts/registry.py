"""All formats. A new one is its file and its line here."""

from __future__ import annotations

from coach.transcripts.base import Reader
from coach.transcripts.csv_text import CsvText
from coach.transcripts.json_readers import READERS as JSON_READERS
from coach.transcripts.mailboxes import Eml, Mbox
from coach.transcripts.plain_text import PlainText
from coach.transcripts.subtitles import SubRip, WebVtt

# Of two readers that are equally sure, the first one takes a file.
READERS: tuple[Reader, ...] = (
    *JSON_READERS,
    WebVtt(),
    SubRip(),
    Mbox(),
    Eml(),
    CsvText(),
    PlainText(),
)
