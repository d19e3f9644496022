"""Names and numbers that tell who somebody is, hidden in quotes; advisers called by a letter."""

# ruff: noqa: E501  regular expressions are read by their branches

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from unicodedata import normalize

from coach.review.values import Conversation
from coach.transcripts.base import Role, Speaker

NAMELESS = "Conseiller sans nom"
ADVISER, CUSTOMER, PERSON = "[conseiller]", "[client]", "[nom]"
_UPPER = "A-ZÀ-ÖØ-ÞŒ"
_NAME = rf"[{_UPPER}][\w’'-]*[^\W\d_]"
_GAP = r"[ \t\u00a0\u202f]"
# From the most certain to the least: what one has hidden, the next one no longer sees.
_NUMBERS = (
    (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), "[e-mail]"),
    (re.compile(r"\b(?:https?://|www\.)\S+", re.IGNORECASE), "[lien]"),
    (re.compile(rf"\b[A-Z]{{2}}\d{{2}}(?:{_GAP}?[A-Z0-9]{{4}}){{3,7}}(?:{_GAP}?[A-Z0-9]{{1,4}})?\b", re.IGNORECASE), "[IBAN]"),
    (re.compile(r"(?<![\w])(?:\d[ \t\u00a0\u202f-]?){13,19}(?!\w)"), "[carte]"),
    (re.compile(r"(?<![\w])[12][ .]?\d{2}[ .]?\d{2}[ .]?\d[\dAB][ .]?\d{3}[ .]?\d{3}(?:[ .]?\d{2})?(?!\w)"), "[numéro]"),
    (re.compile(r"(?<![\w+])(?:\+|00)\d{1,3}[ .\u00a0\u202f-]?(?:\(0\))?(?:[ .\u00a0\u202f-]?\d){8,10}(?!\d)"), "[téléphone]"),
    (re.compile(r"(?<!\w)0[1-9](?:[ .\u00a0\u202f/-]?\d{2}){4}(?!\d)"), "[téléphone]"),
    # An order, a file, a parcel: six digits and more, or letters and digits together with three digits at least.
    (re.compile(r"(?<![\w-])#?(?=[A-Z0-9-]*\d{3})(?=[A-Z0-9-]*[A-Z])[A-Z0-9]+(?:-[A-Z0-9]+)*(?![\w-])"), "[référence]"),
    (re.compile(r"(?<![\w,.])#?\d{6,}(?!\w|,\d)"), "[référence]"),
    (re.compile(r"(?:(?<=n°)|(?<=n° )|(?<=n°\u00a0)|(?<=#))\d{3,}"), "[référence]"),
)  # fmt: skip
_MAY_TELL = re.compile(r"\d|@|://|www", re.IGNORECASE)
_CIVIL = re.compile(
    rf"\b(M\.|Mr\.?|MM\.|Mme\.?|Mmes|Mlle\.?|Monsieur|Madame|Mademoiselle|monsieur|madame|Maître|Me|Dr\.?){_GAP}+"
    rf"{_NAME}(?:{_GAP}+{_NAME}|{_GAP}+(?:de|du|des|le|la)(?={_GAP}+[{_UPPER}]))*"
)
_GREETED = re.compile(rf"\b([Bb]onjour|[Bb]onsoir|[Cc]her|[Cc]hère|[Cc]oucou|[Mm]erci|[Ss]alut){_GAP}+(?!(?:M|Mme|Mr|Madame|Monsieur|Messieurs|Mesdames|À|A)\b){_NAME}(?:{_GAP}+{_NAME})*")  # fmt: skip
_INTRODUCED = re.compile(
    rf"\b([Jj]e m['’]appelle|[Jj]e suis|[Ii]ci|[Mm]on nom est|[Cc][’']est|[Cc]ordialement,?|[Bb]ien à vous,?){_GAP}+"
    rf"{_NAME}(?:{_GAP}+{_NAME})*"
)
_SHORTEST = 3


class Mask:
    """Hides the people of one conversation. With `names`, only addresses and numbers are hidden."""

    def __init__(self, speakers: Iterable[Speaker], *, names: bool = False) -> None:
        self._names = names
        self._masks = {} if names else _masks(speakers)
        parts = sorted(self._masks, key=len, reverse=True)
        self._known = (
            re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, parts))})(?!\w)", re.IGNORECASE) if parts else None
        )

    def __call__(self, text: str) -> str:
        """Return a text as it may be shown."""
        # Most sentences have none of it, and a dozen searches would be for nothing.
        if _MAY_TELL.search(text):
            for pattern, mask in _NUMBERS:
                text = pattern.sub(mask, text)
        if self._names:
            return text
        text = self.people(text)
        text = _CIVIL.sub(rf"\1 {PERSON}", text)
        text = _GREETED.sub(rf"\1 {PERSON}", text)
        return _INTRODUCED.sub(rf"\1 {PERSON}", text)

    def reference(self, text: str) -> str:
        """Return the name of a file or the number of a case, by which it must still be found: people are hidden."""
        return self.people(_NUMBERS[0][0].sub(_NUMBERS[0][1], text))

    def people(self, text: str) -> str:
        """Return a text without the names of the speakers."""
        return self._known.sub(lambda found: self._masks[found[0].casefold()], text) if self._known else text


def _masks(speakers: Iterable[Speaker]) -> dict[str, str]:
    """Return each name, whole and in parts, with what stands in its place."""
    found: dict[str, str] = {}
    for speaker in speakers:
        mask = {Role.ADVISER: ADVISER, Role.CUSTOMER: CUSTOMER}.get(speaker.role, PERSON)
        whole = speaker.name.strip()
        for part in (whole, *re.split(r"[\s,;()<>@._]+", whole)):
            # « client », « agent 12 » are roles, and short words are too common to be told from others.
            if len(part) >= _SHORTEST and part.casefold() not in _ROLES and not part.isdigit():
                found.setdefault(part.casefold(), mask)
    return found


_ROLE_WORDS = (
    "client cliente conseiller conseillère agent agente adviser advisor customer user visitor visiteur support service "
    "équipe team robot bot system système operator opérateur administrateur admin com fr net org mail madame monsieur "
    "les des une pour dans chez avec sur par est"
)
_ROLES = frozenset(_ROLE_WORDS.split())


def addresses_by_name(text: str) -> bool:
    """Tell whether a text calls somebody by name: « Bonjour Claire », « Madame Perrin »."""
    return _CIVIL.search(text) is not None or _GREETED.search(text) is not None


def folded(name: str) -> str:
    """Return a name by which a person is the same one however it is written: in capitals, or as a Mac writes accents."""
    return " ".join(normalize("NFC", name).casefold().split())


class Letters:
    """Gives each adviser a name that says nothing: « Conseiller A », in the order in which they come."""

    def __init__(self, *, names: bool = False) -> None:
        self._names = names
        self._given: dict[str, str] = {}

    def of(self, name: str) -> str:
        """Return what an adviser is called in the report."""
        if self._names or not name:
            return name or NAMELESS
        return self._given.setdefault(folded(name), f"Conseiller {letters(len(self._given))}")

    def renamed(self, conversation: Conversation) -> Conversation:
        """Return a conversation whose advisers are called so."""
        return replace(
            conversation,
            turns=tuple(replace(turn, adviser=self.of(turn.adviser)) for turn in conversation.turns),
            commitments=tuple(replace(each, adviser=self.of(each.adviser)) for each in conversation.commitments),
        )


def letters(number: int) -> str:
    """Return A to Z, then AA and so on."""
    text = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("A") + rest) + text
    return text
