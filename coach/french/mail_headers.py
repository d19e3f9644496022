"""The headers that mail programs and helpdesks put above the mail being answered."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coach.french.lines import fold, one_of, unaccented

if TYPE_CHECKING:
    from coach.french.lines import Lines

_FORWARD = one_of(
    "debut du message (?:reexpedie|transfere)", "begin forwarded message", "anfang der weitergeleiteten nachricht"
)
_ORIGINAL = one_of(
    "(?:message|mail|e-?mail|courriel|courrier) (?:d'origine|original|initial|precedent|transfere|transmis|reexpedie)",
    "(?:original|forwarded|reply) (?:message|e-?mail|mail)",
    "(?:ursprungliche|weitergeleitete) nachricht",
    "(?:oorspronkelijk|doorgestuurd) bericht",
    "messaggio (?:originale|inoltrato)",
)
_SEPARATOR = re.compile(
    rf"[\W_]*{_FORWARD}[\W_]*$|(?P<before>[\W_]*){_ORIGINAL}(?P<after>[\W_]*)(?:$|(?<=[-_=*]{{2}}).)"
)
_MARKERS = ("dessus de cette ligne", "above this line")
_ANSWERING = re.compile(r"\b(?:repon[ds]|repl[iy]|respon)")
_TYPING = re.compile(r"[\W_]{2,}.{0,60}\b(?:ecri|tap|typ|saisi)")

_FROM = frozenset({"de", "from", "von", "van", "expediteur"})
_PROOF = frozenset({"envoye", "sent", "gesendet", "verzonden", "objet", "sujet", "subject", "betreff", "onderwerp"})
_OTHER = ("date", "a", "to", "an", "aan", "pour", "destinataires?", "cc", "cci", "bcc", "copie(?: a)?", "repondre a")
_MORE = ("reply-to", "importance", "pieces? jointes?", "attachments?")
_LABEL = re.compile(
    rf"[*_ ]{{0,3}}(?P<label>{one_of(*sorted(_FROM | _PROOF), *_OTHER, *_MORE)})(?: le)?[*_ ]{{0,3}}:|message du [0-9]"
)
# Outlook's line of underscores; a shorter one may be a blank to fill in.
_SHORTEST_RULE = 15

_WROTE = ("a ecrit", "wrote", "schrieb", "schreef", "ha scritto")
_DATED = re.compile(r"(?:le|on|am|op|il)\b[^0-9]{0,30}[0-9]")
_OLD_GMAIL = re.compile(r"[0-9]{1,4}[-/. ][^@]{4,}@.*>\s?:$")
_CLOCK = re.compile(r"[0-9] ?[:h.] ?[0-9]{2}")
# Words that no header holds: with them, « … a écrit : » is a sentence of the adviser's.
_TOLD = re.compile(
    r"\b(?:vous|votre|vos|nous|notre|nos|mon|ma|mes|je|tu|ton|il|elle|on|ce|cet|cette|un|une|qui|que|dont)\b"
    r"|\b(?:le|la|les) [a-z]|\bl'[a-z]"
)
_QUOTE_MARKS = ("«", "“", '"', "„", "‘", "<<")


def is_separator(line: str) -> bool:
    """Tell whether a line is « -----Message d'origine----- », a helpdesk's reply marker or the like."""
    if len(line) > 200:
        return False
    low = fold(line)
    if match := _SEPARATOR.match(low):
        return match["before"] is None or max(len(match["before"].strip()), len(match["after"].strip())) > 1
    if any(marker in low for marker in _MARKERS):
        return _ANSWERING.search(low) is not None or _TYPING.match(low) is not None
    return False


def wrote_line(lines: Lines, index: int, quoted: tuple[str, ...]) -> int | None:
    """Return the first line of the « Le …, X a écrit : » that ends at line `index`, or None.

    Mail programs cut it over up to three lines.
    """
    bare, line = lines.bare, lines.bare[index]
    # Accents or not, one of these stands in the last line.
    if not ("crit" in line or "@" in line or "wrote" in line or "schr" in line or "scritto" in line):
        return None
    for first in range(index, max(index - 3, -1), -1):
        part = bare[first]
        if not part or len(part) > 250 or part.startswith(quoted) or (first < index and part[-1] in ".!?"):
            break
        if _DATED.match(fold(part[:40])):
            if _is_header(lines, index, " ".join(bare[first : index + 1]), quoted, dated=True):
                return first
            break
    return index if line[-1] == ":" and _is_header(lines, index, line, quoted, dated=False) else None


def _is_header(lines: Lines, index: int, line: str, quoted: tuple[str, ...], *, dated: bool) -> bool:
    """Tell a mail program's « a écrit : » from a sentence in which the adviser says who wrote."""
    head = unaccented(line)
    low = head.lower()
    verb = next((verb for verb in _WROTE if verb in low), "")
    if not verb:
        return _OLD_GMAIL.match(low) is not None
    at = low.rfind(verb)
    before, tail = head[:at], low[at + len(verb) :].strip(" *")
    addressed = "@" in before or "<" in before
    if verb == "a ecrit" and (_TOLD.search(before[3:]) or not tail.startswith((":", "le "))):
        return False
    if line[-1] != ":" or (verb == "a ecrit" and tail[0] == ":" and len(tail) > 1):
        return dated and addressed and tail[:1] == ":"  # the mail follows on the same line
    below = lines.filled(index + 1, 1, len(lines.bare))
    if addressed or lines.starts_with(below, quoted):
        return True
    alone = index == 0 or not lines.bare[index - 1] or _CLOCK.search(low) is not None
    return dated and alone and not lines.starts_with(below, _QUOTE_MARKS)


def header_lines(lines: Lines, index: int) -> int | None:
    """Return the first line of the « De : … Envoyé : … Objet : … » block whose « De : » is line `index`, or None."""
    bare, size = lines.bare, len(lines.bare)
    low = fold(bare[index])
    label = _LABEL.match(low)
    if label is None or label["label"] not in _FROM:
        return None
    flat = ("envoye" in low and "objet" in low) or ("sent:" in low and "subject" in low)
    top = index
    while top and index - top < 6 and _LABEL.match(fold(bare[top - 1][:40])):
        top -= 1
    labels, addressed, at = set(), False, top
    for _ in range(9):
        label = _LABEL.match(fold(bare[at][:40]))
        if label is None:
            break
        labels.add(label["label"])
        addressed = addressed or "@" in bare[at][:200]
        at = lines.filled(at + 1, 1, size)
        if at == size:
            break
    known = flat or (len(labels) > 1 and (addressed or not labels.isdisjoint(_PROOF)))
    above = lines.filled(top - 1, -1, -1)
    if above < 0:
        return None  # at the very top of a draft it is the header of the adviser's own mail
    rule = bare[above]
    if (len(rule) > _SHORTEST_RULE and not rule.strip("_")) or (known and not rule.strip("_-=*–—")):
        return above
    return top if known else None
