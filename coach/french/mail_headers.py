"""The headers that mail programs and helpdesks put above the mail being answered."""

from __future__ import annotations

import re

from coach.french.lines import Lines, fold, unaccented

_SEPARATOR = re.compile(
    r"(?P<before>[\W_]*)(?:"
    r"(?:message|mail|e-?mail|courriel|courrier) (?:d'origine|original|initial|precedent|transfere|transmis|reexpedie)"
    r"|(?:original|forwarded|reply) (?:message|e-?mail|mail)|(?:ursprungliche|weitergeleitete) nachricht"
    r"|(?:oorspronkelijk|doorgestuurd) bericht|messaggio (?:originale|inoltrato)"
    r"|(?P<alone>debut du message (?:reexpedie|transfere)|begin forwarded message|anfang der weitergeleiteten nachricht)"
    r")(?P<after>[\W_]*)(?:$|(?<=[-_=*]{2}).)"
)
_MARKERS = ("dessus de cette ligne", "above this line", "above the line")
_ANSWERING = re.compile(r"\b(?:repon[ds]|repl[iy]|respon)")
_TYPING = re.compile(r"[\W_]{2,}.{0,60}\b(?:ecri|tap|typ|saisi)")

_FROM = frozenset({"de", "from", "von", "van", "expediteur"})
_PROOF = frozenset({"envoye", "sent", "gesendet", "verzonden", "objet", "sujet", "subject", "betreff", "onderwerp"})
_LABEL = re.compile(
    r"[*_ ]{0,3}(?P<label>de|from|von|van|expediteur|envoye|sent|date|gesendet|verzonden|a|to|an|aan|pour|destinataires?"
    r"|cc|cci|bcc|copie(?: a)?|objet|sujet|subject|betreff|onderwerp|repondre a|reply-to|importance|pieces? jointes?"
    r"|attachments?)(?: le)?[*_ ]{0,3}:|message du [0-9]"
)

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
# The last line of such a header holds one of these, accents or not.
_TRACES = ("crit", "@", "wrote", "schr", "ha scritto")


def is_separator(lines: Lines, index: int) -> bool:
    """Tell whether the line is « -----Message d'origine----- », a helpdesk's reply marker or the like."""
    line = lines.bare[index]
    if len(line) > 200:
        return False
    low = fold(line)
    if match := _SEPARATOR.match(low):
        if match["alone"] or len(match["before"].strip()) > 1 or len(match["after"].strip()) > 1:
            return True
        below = lines.filled(index + 1, 1, len(lines.bare))
        return below < len(lines.bare) and _LABEL.match(fold(lines.bare[below][:40])) is not None
    if any(marker in low for marker in _MARKERS):
        return _ANSWERING.search(low) is not None or _TYPING.match(low) is not None
    return False


def wrote_line(lines: Lines, index: int, quoted: tuple[str, ...]) -> int | None:
    """Return the first line of the « Le …, X a écrit : » that ends at line `index`, or None.

    Mail programs cut it over up to three lines.
    """
    bare, line = lines.bare, lines.bare[index]
    if (line[-1] != ":" and "@" not in line[:250]) or not any(trace in line for trace in _TRACES):
        return None
    for first in range(index, max(index - 3, -1), -1):
        part = bare[first]
        if not part or len(part) > 250 or part.startswith(quoted) or (first < index and part[-1] in ".!?"):
            break
        if _DATED.match(fold(part[:40])):
            if _is_header(lines, index, " ".join(bare[first : index + 1]), quoted, dated=True):
                return first
            break
    return index if _is_header(lines, index, line, quoted, dated=False) else None


def _is_header(lines: Lines, index: int, line: str, quoted: tuple[str, ...], dated: bool) -> bool:
    """Tell a mail program's « a écrit : » from a sentence in which the adviser says who wrote."""
    head = unaccented(line)
    low = head.lower()
    verb = next((verb for verb in _WROTE if verb in low), None)
    if verb is None:
        return _OLD_GMAIL.match(low) is not None
    at = low.rfind(verb)
    before, tail = head[:at], low[at + len(verb) :].strip(" *")
    addressed = "@" in before or "<" in before
    if verb == "a ecrit" and _TOLD.search(before[3:]):
        return False
    if line[-1] != ":":
        return dated and addressed and tail[:1] == ":"
    if verb == "a ecrit" and tail != ":" and not tail.startswith("le "):
        return False
    below = lines.filled(index + 1, 1, len(lines.bare))
    if addressed or lines.starts_with(below, quoted):
        return True
    if not dated or lines.starts_with(below, _QUOTE_MARKS):
        return False
    return index == 0 or not lines.bare[index - 1] or _CLOCK.search(low) is not None


def header_lines(lines: Lines, index: int) -> int | None:
    """Return the first line of the « De : … Envoyé : … Objet : … » block whose « De : » is line `index`, or None."""
    bare, size = lines.bare, len(lines.bare)
    if ":" not in bare[index][:24]:
        return None
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
        labels.add(label["label"] if label else "")
        addressed = addressed or (label is not None and "@" in bare[at][:200])
        at = lines.filled(at + 1, 1, size)
        if at == size or label is None:
            break
    above = lines.filled(top - 1, -1, -1)
    known = flat or (len(labels - {""}) > 1 and (addressed or not labels.isdisjoint(_PROOF)))
    rule = bare[above] if above >= 0 and len(bare[above]) > 7 else "x"
    if not rule.strip("_") or (known and not rule.strip("-=*–—")):
        return above
    # At the very top of a draft it is the header of the adviser's own mail.
    return top if known and above >= 0 else None
