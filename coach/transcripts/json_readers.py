"""The readers of JSON and Parquet; `detect` asks each of them."""

from __future__ import annotations

from coach.transcripts.base import Reader
from coach.transcripts.brevo import Brevo
from coach.transcripts.connect import Connect
from coach.transcripts.freshdesk import Freshdesk
from coach.transcripts.genesys import Genesys
from coach.transcripts.gorgias import Gorgias
from coach.transcripts.intercom import Intercom
from coach.transcripts.json_text import JsonText
from coach.transcripts.livechat import LiveChat
from coach.transcripts.parquet import Parquet
from coach.transcripts.zendesk import Zendesk

READERS: tuple[Reader, ...] = (
    Zendesk(),
    Intercom(),
    Freshdesk(),
    Genesys(),
    Connect(),
    Brevo(),
    Gorgias(),
    LiveChat(),
    Parquet(),
    JsonText(),
)
