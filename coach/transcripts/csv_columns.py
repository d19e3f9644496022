"""What the columns of a CSV export are, by their names in French or English, or as the team's settings say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from coach.french.lines import fold

# The first name of a line that a file has is taken.
_NAMES = {
    "conversation": "conversation ticket dossier thread case session chat echange interaction discussion fil call",
    "auteur": (
        "auteur author authorname nomauteur auteurnom speaker speakername locuteur expediteur sender "
        "sendername from participant intervenant emetteur username par"
    ),
    "role": (
        "role authorrole roleauteur authortype typeauteur senderrole sendertype participantrole speakerrole "
        "speakertype direction sens profil qui type"
    ),
    "texte": (
        "texte text message messagetext textemessage contenumessage messagebody bodytext plainbody body "
        "contenu content corps verbatim propos transcript transcription commentaire comment"
    ),
    "date": (
        "date datetime dateheure timestamp horodatage createdat created datecreation sentat dateenvoi datemessage"
    ),
    "heure": "heure time hour",
    "canal": "canal channel media source origine",
    "motif": "motif motifcontact raison reason contactreason categorie category theme topic",
}
_KNOWN = frozenset(" ".join(_NAMES.values()).split())
# What a heading may have around the word that counts: « N° de dossier », « ticket_id ».
_FILLERS = "n no num numero number de du des la le l d id ids identifiant of the"
_AROUND = frozenset(_FILLERS.split())
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
DELIMITERS = (";", "\t", ",", "|")


def key(heading: str) -> str:
    """Return what counts of a heading: « N° de conversation » and `conversationId` are `conversation`."""
    words = re.findall(r"[a-z0-9]+", fold(_CAMEL.sub(" ", heading)))
    return "".join(word for word in words if word not in _AROUND) or "".join(words)


def columns(headings: Sequence[str], mapping: Mapping[str, str]) -> dict[str, int]:
    """Return the places of the columns that are known, under our names; those of the settings first."""
    exact = {heading.strip(): at for at, heading in reversed(list(enumerate(headings)))}
    plain = {key(heading): at for at, heading in reversed(list(enumerate(headings))) if heading.strip()}
    found: dict[str, int] = {}
    for ours, names in _NAMES.items():
        if ours in mapping:
            at = exact.get(mapping[ours].strip(), plain.get(key(mapping[ours])))
        else:
            at = next((plain[name] for name in names.split() if name in plain), None)
        if at is not None:
            found[ours] = at
    return found


def known(headings: Iterable[str], mapping: Mapping[str, str]) -> int:
    """Return how many headings are known, by our names or those of the settings."""
    theirs = {key(name) for name in mapping.values()}
    return sum(1 for name in {key(heading) for heading in headings if len(heading) < 60} if name in _KNOWN | theirs)


def delimiter_of(lines: Iterable[str], mapping: Mapping[str, str]) -> tuple[str, int]:
    """Return what separates the cells, and how many headings are known with it in the best of the lines given."""
    best = (";", 0)
    for line in lines:
        for delimiter in DELIMITERS:
            cells = [cell.strip(' "\ufeff\r\n') for cell in line.split(delimiter)]
            if len(cells) > 1 and (count := known(cells, mapping)) > best[1]:
                best = (delimiter, count)
    return best


def announced(lines: list[str]) -> str:
    """Return the separator that Excel announces in a first line `sep=;`, and make that line blank."""
    if lines and lines[0].lower().startswith("sep=") and len(lines[0].strip("\r\n")) == 5:
        mark, lines[0] = lines[0][4], "\n"
        return mark
    return ""
