"""One export a vendor, made up after its public documentation, and what has to be read of it."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import Any

from coach.transcripts.base import Role

A, C, B, S, N, U = Role.ADVISER, Role.CUSTOMER, Role.BOT, Role.SYSTEM, Role.NOTE, Role.UNKNOWN

# developer.zendesk.com/api-reference/ticketing/tickets/ticket_comments ; users as sideloaded beside.
ZENDESK = {
    "tickets": [
        {
            "id": 35436,
            "via": {"channel": "email"},
            "type": "problem",
            "subject": "Colis",
            "requester_id": 1,
            "assignee_id": 2,
            "comments": [
                {
                    "id": 101,
                    "type": "Comment",
                    "author_id": 1,
                    "public": True,
                    "body": "Où est mon colis ?",
                    "html_body": "<div class='zd-comment'><p>Où est mon colis&nbsp;?</p></div>",
                    "plain_body": "Où est mon colis&nbsp;?",
                    "created_at": "2026-05-03T10:02:00Z",
                },
                {
                    "id": 102,
                    "type": "Comment",
                    "author_id": 2,
                    "public": False,
                    "body": "Voir avec le dépôt.",
                    "created_at": "2026-05-03T10:03:00Z",
                },
                {
                    "id": 103,
                    "type": "Comment",
                    "author_id": 3,
                    "public": True,
                    "body": "Ce n'est pas possible.",
                    "created_at": "2026-05-03T10:04:00Z",
                },
                {
                    "id": 104,
                    "type": "Comment",
                    "author_id": -1,
                    "public": True,
                    "body": "Ticket fermé",
                    "via": {"channel": "system"},
                    "created_at": "2026-05-03T10:05:00Z",
                },
                {
                    "id": 105,
                    "type": "Comment",
                    "author_id": 2,
                    "public": True,
                    "body": "Merci de votre message.",
                    "via": {"channel": "rule"},
                    "created_at": "2026-05-03T10:06:00Z",
                },
            ],
        }
    ],
    "users": [
        {"id": 1, "name": "Jeanne Martin", "role": "end-user"},
        {"id": 2, "name": "Ali", "role": "agent"},
        {"id": 3, "name": "Léa", "role": "admin"},
    ],
    "count": 1,
}

# developers.intercom.com: conversation and conversation part models.
INTERCOM = {
    "type": "conversation.list",
    "conversations": [
        {
            "type": "conversation",
            "id": "147",
            "created_at": 1777802520,
            "source": {
                "type": "email",
                "id": "s1",
                "delivered_as": "customer_initiated",
                "body": "<p>Bonjour,</p><p>Où est mon colis ?</p>",
                "author": {"type": "user", "id": "u1", "name": "Jeanne", "email": "jeanne@exemple.fr"},
            },
            "tags": {"type": "tag.list", "tags": [{"type": "tag", "id": "9", "name": "livraison"}]},
            "conversation_parts": {
                "type": "conversation_part.list",
                "total_count": 5,
                "conversation_parts": [
                    {
                        "type": "conversation_part",
                        "id": "p1",
                        "part_type": "comment",
                        "body": "<p>Je cherche.</p>",
                        "created_at": 1777802580,
                        "author": {"type": "bot", "id": "b", "name": "Fin"},
                        "redacted": False,
                    },
                    {
                        "type": "conversation_part",
                        "id": "p2",
                        "part_type": "note",
                        "body": "<p>Client pénible</p>",
                        "created_at": 1777802640,
                        "author": {"type": "admin", "id": "a", "name": "Ali"},
                        "redacted": False,
                    },
                    {
                        "type": "conversation_part",
                        "id": "p3",
                        "part_type": "assignment",
                        "body": None,
                        "created_at": 1777802650,
                        "author": {"type": "admin", "id": "a", "name": "Ali"},
                        "redacted": False,
                    },
                    {
                        "type": "conversation_part",
                        "id": "p4",
                        "part_type": "comment",
                        "body": "<p>Ce n&#39;est pas possible.<br>Bonne journée</p>",
                        "created_at": 1777802700,
                        "author": {"type": "admin", "id": "a", "name": "Ali", "from_ai_agent": False},
                        "redacted": False,
                    },
                    {
                        "type": "conversation_part",
                        "id": "p5",
                        "part_type": "close",
                        "body": "<p>Je ferme.</p>",
                        "created_at": 1777802760,
                        "author": {"type": "admin", "id": "a", "name": "Ali", "from_ai_agent": True},
                        "redacted": False,
                    },
                ],
            },
        }
    ],
}

# developers.freshdesk.com/api: a ticket with « include=conversations ».
FRESHDESK = {
    "id": 20,
    "subject": "Colis",
    "type": "Livraison",
    "source": 1,
    "requester": {"id": 7, "name": "Jeanne", "email": "jeanne@exemple.fr"},
    "description": "<div>Où est mon colis ?</div>",
    "description_text": "Où est mon colis ?",
    "created_at": "2026-05-03T10:02:00Z",
    "conversations": [
        {
            "id": 3,
            "body": "<div>Voir avec le dépôt.</div>",
            "body_text": "Voir avec le dépôt.",
            "incoming": False,
            "private": True,
            "user_id": 8,
            "ticket_id": 20,
            "source": 2,
            "created_at": "2026-05-03T10:03:00Z",
        },
        {
            "id": 4,
            "body": "<div>Ce n'est pas possible.</div>",
            "incoming": False,
            "private": False,
            "user_id": 8,
            "from_email": "sav@boutique.fr",
            "ticket_id": 20,
            "source": 0,
            "created_at": "2026-05-03T10:04:00Z",
        },
        {
            "id": 5,
            "body_text": "Pourquoi ?",
            "incoming": True,
            "private": False,
            "user_id": 7,
            "ticket_id": 20,
            "source": 0,
            "created_at": "2026-05-03T10:05:00Z",
        },
    ],
}

# developer.genesys.cloud: speech and text analytics transcript.
GENESYS = {
    "organizationId": "o",
    "conversationId": "c-1",
    "communicationId": "k-1",
    "mediaType": "call",
    "startTime": 1777802520000,
    "participants": [
        {"participantPurpose": "external", "initialDirection": "inbound"},
        {"participantPurpose": "internal", "userId": "u-8"},
    ],
    "transcripts": [
        {
            "transcriptId": "t",
            "language": "fr-fr",
            "phrases": [
                {
                    "text": "service clients bonjour",
                    "decoratedText": "Service clients, bonjour.",
                    "startTimeMs": 1777802520100,
                    "participantPurpose": "internal",
                    "phraseIndex": 0,
                },
                {
                    "text": "où est mon colis",
                    "decoratedText": "Où est mon colis ?",
                    "startTimeMs": 1777802530100,
                    "participantPurpose": "external",
                    "phraseIndex": 1,
                },
                {"text": "tapez un", "startTimeMs": 1777802540100, "participantPurpose": "ivr", "phraseIndex": 2},
                {"text": "c'est pas possible", "startTimeMs": 1777802550100, "participantPurpose": "internal"},
            ],
        }
    ],
}

# docs.aws.amazon.com/connect: chat transcript in S3.
_EVENT = "application/vnd.amazonaws.connect.event."
CONNECT = {
    "Version": "2019-08-26",
    "AWSAccountId": "1",
    "InstanceId": "i",
    "InitialContactId": "c-1",
    "ContactId": "c-1",
    "Participants": [{"ParticipantId": "p-c"}, {"ParticipantId": "p-a"}],
    "Transcript": [
        {
            "AbsoluteTime": "2026-05-03T10:02:00.100Z",
            "ContentType": _EVENT + "participant.joined",
            "Id": "m1",
            "Type": "EVENT",
            "ParticipantId": "p-c",
            "DisplayName": "Jeanne",
            "ParticipantRole": "CUSTOMER",
        },
        {
            "AbsoluteTime": "2026-05-03T10:02:01Z",
            "Content": "Bienvenue",
            "ContentType": "text/plain",
            "Id": "m2",
            "Type": "MESSAGE",
            "ParticipantId": "p-s",
            "DisplayName": "SYSTEM_MESSAGE",
            "ParticipantRole": "SYSTEM",
        },
        {
            "AbsoluteTime": "2026-05-03T10:02:02Z",
            "Content": "Je suis le robot",
            "ContentType": "text/markdown",
            "Id": "m3",
            "Type": "MESSAGE",
            "ParticipantId": "p-b",
            "DisplayName": "Bot",
            "ParticipantRole": "CUSTOM_BOT",
        },
        {
            "AbsoluteTime": "2026-05-03T10:02:03Z",
            "Content": "Où est mon colis ?",
            "ContentType": "text/plain",
            "Id": "m4",
            "Type": "MESSAGE",
            "ParticipantId": "p-c",
            "DisplayName": "Jeanne",
            "ParticipantRole": "CUSTOMER",
        },
        {
            "AbsoluteTime": "2026-05-03T10:02:04Z",
            "Content": "Ce n'est pas possible.",
            "ContentType": "text/plain",
            "Id": "m5",
            "Type": "MESSAGE",
            "ParticipantId": "p-a",
            "DisplayName": "Ali",
            "ParticipantRole": "AGENT",
        },
        {
            "AbsoluteTime": "2026-05-03T10:02:05Z",
            "Id": "m6",
            "Type": "ATTACHMENT",
            "ParticipantId": "p-a",
            "DisplayName": "Ali",
            "ParticipantRole": "AGENT",
            "Attachments": [{"AttachmentName": "bon.pdf"}],
        },
    ],
}

# developers.brevo.com/docs/conversations-webhooks.
BREVO = {
    "eventName": "conversationFragment",
    "conversationId": "Mxh",
    "messages": [
        {
            "id": "b0",
            "type": "agent",
            "text": "Besoin d'aide ?",
            "agentId": "d9",
            "agentName": "Ali",
            "isTrigger": True,
            "createdAt": 1777802510000,
        },
        {
            "id": "b1",
            "type": "visitor",
            "text": "Où est mon colis ?",
            "visitorId": "v",
            "createdAt": 1777802520000,
            "isPushed": False,
        },
        {"id": "b2", "type": "bot", "text": "Je cherche", "createdAt": 1777802530000},
        {
            "id": "b3",
            "type": "agent",
            "text": "Ce n'est pas possible.",
            "agentId": "d9",
            "agentName": "Ali",
            "createdAt": 1777802540000,
        },
        {"id": "b4", "type": "visitor", "file": {"name": "photo.jpg"}, "createdAt": 1777802550000},
    ],
    "agents": [{"id": "d9", "name": "Ali", "email": "ali@boutique.fr"}],
    "visitor": {"id": "v", "displayedName": "Rose Orange", "source": "widget"},
}

# developers.gorgias.com/reference/ticket-messages.
GORGIAS = {
    "data": [
        {
            "id": 71,
            "channel": "email",
            "tags": [{"id": 1, "name": "livraison"}],
            "messages": [
                {
                    "id": 1,
                    "public": True,
                    "channel": "email",
                    "via": "email",
                    "from_agent": False,
                    "sender": {"id": 5, "name": "Jeanne", "email": "jeanne@exemple.fr"},
                    "body_text": "Où est mon colis ?\n\nLe 2 mai, Ali a écrit :\n> Bonjour",
                    "stripped_text": "Où est mon colis ?",
                    "created_datetime": "2026-05-03T10:02:00.966927",
                },
                {
                    "id": 2,
                    "public": False,
                    "channel": "internal-note",
                    "via": "helpdesk",
                    "from_agent": True,
                    "sender": {"id": 6, "name": "Ali"},
                    "body_text": "Voir avec le dépôt.",
                    "created_datetime": "2026-05-03T10:03:00",
                },
                {
                    "id": 3,
                    "public": True,
                    "channel": "email",
                    "via": "rule",
                    "from_agent": True,
                    "sender": {"id": 6, "name": "Ali"},
                    "body_text": "Bien reçu.",
                    "created_datetime": "2026-05-03T10:04:00",
                },
                {
                    "id": 4,
                    "public": True,
                    "channel": "email",
                    "via": "helpdesk",
                    "from_agent": True,
                    "sender": {"id": 6, "name": "Ali"},
                    "body_html": "<p>Ce n&#39;est pas possible.</p>",
                    "body_text": None,
                    "sent_datetime": "2026-05-03T10:05:00",
                },
            ],
        }
    ],
    "object": "list",
    "meta": {"next_cursor": None},
}

# platform.text.com/docs/messaging/agent-chat-api: list_archives.
LIVECHAT = {
    "chats": [
        {
            "id": "PJ0",
            "users": [
                {"id": "b7ef-uuid", "type": "customer", "name": "Jeanne"},
                {"id": "ali@boutique.fr", "type": "agent", "name": "Ali"},
            ],
            "thread": {
                "id": "K60",
                "tags": ["livraison"],
                "user_ids": ["b7ef-uuid", "ali@boutique.fr"],
                "events": [
                    {
                        "id": "K60_1",
                        "created_at": "2026-05-03T10:02:00.010200Z",
                        "type": "filled_form",
                        "author_id": "b7ef-uuid",
                        "visibility": "all",
                        "fields": [{"label": "Nom", "value": "Jeanne"}],
                    },
                    {
                        "id": "K60_2",
                        "created_at": "2026-05-03T10:02:01.010200Z",
                        "type": "message",
                        "text": "Où est mon colis ?",
                        "author_id": "b7ef-uuid",
                        "visibility": "all",
                    },
                    {
                        "id": "K60_3",
                        "created_at": "2026-05-03T10:02:02.010200Z",
                        "type": "message",
                        "text": "Client pénible",
                        "author_id": "ali@boutique.fr",
                        "visibility": "agents",
                    },
                    {
                        "id": "K60_4",
                        "created_at": "2026-05-03T10:02:03.010200Z",
                        "type": "message",
                        "text": "Ce n'est pas possible.",
                        "author_id": "ali@boutique.fr",
                        "visibility": "all",
                    },
                    {
                        "id": "K60_5",
                        "created_at": "2026-05-03T10:02:04.010200Z",
                        "type": "system_message",
                        "text": "Chat archived",
                        "system_message_type": "manual_archived_agent",
                        "visibility": "all",
                    },
                ],
            },
        }
    ],
    "found_chats": 1,
}

JSON = [
    {
        "id": "d-1",
        "canal": "chat",
        "motif": "livraison",
        "messages": [
            {"auteur": "Jeanne", "rôle": "Cliente", "texte": "Où est mon colis ?", "date": "03/05/2026 10:02"},
            {"auteur": "Ali", "rôle": "Conseiller", "texte": "Ce n'est pas possible.", "date": "03/05/2026 10:03"},
            {"auteur": "Robot", "rôle": "bot", "texte": "Votre avis ?", "date": "03/05/2026 10:04"},
        ],
    }
]


@dataclass(frozen=True)
class Sample:
    """A document of one conversation, and what it says: role, name, text of each turn."""

    reader: str
    document: Any
    id: str
    turns: tuple[tuple[Role, str, str], ...]
    channel: str = ""
    reason: str = ""

    def copy(self) -> Any:
        """Return the document, to be damaged."""
        return copy.deepcopy(self.document)


NO = "Ce n'est pas possible."
WHERE = "Où est mon colis ?"
SAMPLES = (
    Sample(
        "zendesk",
        ZENDESK,
        "35436",
        (
            (C, "Jeanne Martin", "Où est mon colis\u00a0?"),
            (N, "Ali", "Voir avec le dépôt."),
            (A, "Léa", NO),
            (S, "-1", "Ticket fermé"),
            (B, "Ali", "Merci de votre message."),
        ),
        "email",
        "problem",
    ),
    Sample(
        "intercom",
        INTERCOM,
        "147",
        (
            (C, "Jeanne", "Bonjour,\n\nOù est mon colis ?"),
            (B, "Fin", "Je cherche."),
            (N, "Ali", "Client pénible"),
            (S, "Ali", ""),
            (A, "Ali", NO + "\nBonne journée"),
            (B, "Ali", "Je ferme."),
        ),
        "email",
        "livraison",
    ),
    Sample(
        "freshdesk",
        FRESHDESK,
        "20",
        ((C, "Jeanne", WHERE), (N, "8", "Voir avec le dépôt."), (A, "8", NO), (C, "7", "Pourquoi ?")),
        "email",
        "Livraison",
    ),
    Sample(
        "genesys",
        GENESYS,
        "c-1",
        (
            (A, "u-8", "Service clients, bonjour."),
            (C, "", WHERE),
            (B, "", "tapez un"),
            (A, "u-8", "c'est pas possible"),
        ),
        "call",
    ),
    Sample(
        "amazon-connect",
        CONNECT,
        "c-1",
        (
            (S, "Jeanne", ""),
            (S, "SYSTEM_MESSAGE", "Bienvenue"),
            (B, "Bot", "Je suis le robot"),
            (C, "Jeanne", WHERE),
            (A, "Ali", NO),
            (A, "Ali", ""),
        ),
    ),
    Sample(
        "brevo",
        BREVO,
        "Mxh",
        (
            (B, "Ali", "Besoin d'aide ?"),
            (C, "Rose Orange", WHERE),
            (B, "", "Je cherche"),
            (A, "Ali", NO),
            (C, "Rose Orange", ""),
        ),
        "widget",
    ),
    Sample(
        "gorgias",
        GORGIAS,
        "71",
        ((C, "Jeanne", WHERE), (N, "Ali", "Voir avec le dépôt."), (B, "Ali", "Bien reçu."), (A, "Ali", NO)),
        "email",
        "livraison",
    ),
    Sample(
        "livechat",
        LIVECHAT,
        "PJ0/K60",
        (
            (S, "Jeanne", ""),
            (C, "Jeanne", WHERE),
            (N, "Ali", "Client pénible"),
            (A, "Ali", NO),
            (S, "", "Chat archived"),
        ),
        "chat",
        "livraison",
    ),
    Sample(
        "json",
        JSON,
        "d-1",
        ((C, "Jeanne", WHERE), (A, "Ali", NO), (B, "", "Votre avis ?")),
        "chat",
        "livraison",
    ),
)
