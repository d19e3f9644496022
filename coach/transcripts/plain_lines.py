"""The lines of a plain text that begin a turn: « Conseillère Marie : », « [10:02] Marie : », « 10:02 - Marie : »."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum

from coach.french.lines import fold
from coach.transcripts import dates
from coach.transcripts.base import Role, Speaker
from coach.transcripts.role_words import speaker_of

_DAY = r"(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}[/.-][0-9]{1,2}[/.-](?:[0-9]{4}|[0-9]{2}))"
_HOUR = r"[0-9]{1,2}(?::|h)[0-9]{2}(?::[0-9]{2})?(?:[.,][0-9]{1,6})?(?:\s?[AaPp]\.?[Mm]\.?)?(?:Z|\s?UTC)?"
_STAMP = rf"(?:{_DAY}(?:(?:T|,?\s+(?:à\s+)?){_HOUR})?|{_HOUR})"
_LEAD = r"(?P<lead>[\s*_#•-]{0,6})"
_LABEL = r"(?P<label>[^\s:\[\]()|](?:[^:\[\]|\n]{0,58}[^\s:\[\]|])?)"
_COLON = r"\s*(?<![0-9](?=:[0-9]{2})):(?!//)\s*"
_STAMP_FIRST = re.compile(
    rf"{_LEAD}[\[(<]?(?P<stamp>{_STAMP})[\])>]?(?:\s*[-–—|:,]\s*|\s+|(?<=[\])>])){_LABEL}{_COLON}(?P<text>.*)"
)
_STAMP_ALONE = re.compile(
    rf"{_LEAD}(?:[\[(](?P<boxed>{_STAMP})[\])]\s*(?:[-–—|:]\s*)?|(?P<bare>{_STAMP})\s+[-–—|]\s+)(?P<text>.*)"
)
_STAMP_LAST = re.compile(
    rf"{_LEAD}{_LABEL}\s*(?:[\[(](?P<boxed>{_STAMP})[\])]\s*:?|(?:\s|,)[–—-]?\s*(?P<bare>{_STAMP})\s*(?::(?![0-9])|$))\s*(?P<text>.*)"
)
_PLAIN = re.compile(rf"{_LEAD}{_LABEL}{_COLON}(?P<text>.*)")

_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
_HANDLE = re.compile(r"[\w.+-]+@[\w.-]+|[A-Za-z]\w*[0-9_]\w*")
_PARTICLES = frozenset(("de", "du", "des", "la", "le", "van", "von", "el", "ben", "da"))
_MOST_WORDS = 4
# What stands before a colon inside a message: no name.
_LABELS = (
    "a adresse aide article articles astuce attention au aujourd avoir bien bienvenue bonjour bonsoir bref canal "
    "carte cause cc cci code colis commande compte conclusion conditions conseil conseils contact contrat "
    "conversation cordialement couleur courriel date date/heure de delai demain description destinataire detail "
    "details dimanche docteur donc dossier du duree e-mail echange email envoye etape etat exemple expediteur facture "
    "fichier frais garantie heure heures horaire horaires http https iban id identifiant important info information "
    "informations infos jeudi jour lien lieu livraison lundi mail mardi marque merci mercredi mode modele montant "
    "motif n nb nom non note notre nous numero objet offre ok option options or ou oui participants pays piece pj "
    "portable pour precision precisions prenom prix probleme procedure produit produits ps quantite question "
    "questions raison rappel rdv rendez-vous recapitulatif ref reference references remarque remarques remboursement "
    "reponse resolution reste resultat resume retour samedi service session site soit solution solutions source statut "
    "subject suivi sujet support taille tarif tel telephone ticket titre total urgent vendredi veuillez ville voici "
    "voir votre vous web"
)
_NO_NAME = frozenset(_LABELS.split())
_EVENT = re.compile(
    r"\b(?:rejoint|quitte|transfere|connecte|deconnecte|chiffres|joined|left|(?:conversation|discussion|chat|appel) "
    r"(?:demarre|commence|termine|clotur|ferm|en attente))"
)


class How(Enum):
    """What makes a line the beginning of a turn."""

    STAMP = "heure"
    ROLE = "role"
    NAME = "nom"


@dataclass(frozen=True, slots=True)
class TurnLine:
    """The beginning of a turn, as far as one line can tell."""

    speaker: Speaker
    text: str = field(repr=False)
    how: How
    stamp: str = ""


def turn_line(line: str) -> TurnLine | None:
    """Return the turn that a line begins, or None when it goes on with what stands above.

    Whether a bare name is a speaker or a word of the message, « Livraison : », only the conversation tells.
    """
    if ":" not in line and "[" not in line and "(" not in line and "h" not in line:
        return None
    if (match := _STAMP_FIRST.fullmatch(line)) and _is_moment(match["stamp"]) and _is_label(match["label"]):
        return TurnLine(speaker_of(match["label"]), _text(match), How.STAMP, match["stamp"])
    if (match := _STAMP_ALONE.fullmatch(line)) and _is_moment(match["boxed"] or match["bare"]):
        role = Role.SYSTEM if _EVENT.search(fold(match["text"])) else Role.UNKNOWN
        return TurnLine(Speaker("", role), _text(match), How.STAMP, match["boxed"] or match["bare"])
    if (
        (match := _STAMP_LAST.fullmatch(line))
        and _is_moment(match["boxed"] or match["bare"])
        and _is_label(match["label"])
    ):
        return TurnLine(speaker_of(match["label"]), _text(match), How.STAMP, match["boxed"] or match["bare"])
    if match := _PLAIN.fullmatch(line):
        speaker = speaker_of(match["label"])
        if speaker.role is not Role.UNKNOWN and len(match["label"].split()) <= _MOST_WORDS + 1:
            return TurnLine(speaker, _text(match), How.ROLE)
        if not set(match["lead"]) & set("-•") and _is_name(match["label"]):
            return TurnLine(speaker, _text(match), How.NAME)
    return None


def _text(match: re.Match[str]) -> str:
    text = match["text"]
    return text.lstrip("*_ ") if set(match["lead"]) & set("*_") else text


def _is_moment(stamp: str) -> bool:
    return dates.clock(stamp) is not None or dates.parse(stamp) is not None


def _is_label(label: str) -> bool:
    """Tell whether what stands between an hour and a colon may name somebody."""
    if speaker_of(label).role is not Role.UNKNOWN:
        return True
    return len(label.split()) <= _MOST_WORDS and not re.search(r"[!?;«»]|\.\s", label) and fold(label) not in _NO_NAME


def _is_name(label: str) -> bool:
    """Tell whether words before a colon look like a name, a pseudonym or an address."""
    words = label.split()
    if len(words) > _MOST_WORDS or words[-1] in _PARTICLES or fold(words[0]).strip("°.") in _NO_NAME:
        return False
    if len(words) == 1 and _HANDLE.fullmatch(label):
        return True
    return words[0][0].isupper() and all(
        _WORD.fullmatch(word) and (word[0].isupper() or word in _PARTICLES) for word in words
    )
