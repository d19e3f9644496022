"""Blanks left in a draft: `[date]`, `{{prenom}}`, `<NOM>`, `XXX`, `____`. Nobody should receive them."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from coach.findings import Places
from coach.model import Finding, Severity, Span
from coach.phrasebook.entry import CATEGORY_ORDER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.checks.draft import Draft

# Nothing below can match without one of these.
_SIGNS = ("[", "{", "<", "%", "XX", "xx", "__", "…€", "… €", "…\u00a0€", "…\u202f€", "..€", ".. €", "TODO", "TBD")
_WORDS = r"[^\W\d_](?:[^\W\d]|[ '’/|-]){1,40}"
_NAME = r"[^\W\d_][\w .'’/|-]{0,40}"
# Every repetition is bounded or possessive: the time stays in proportion to the text.
_BLANK = re.compile(
    rf"\[{{1,2}}(?P<square>{_WORDS}|…|\.{{3}})\]{{1,2}}(?![(\[:])"  # not a Markdown link
    r"|\[limite : [^\[\]\n]{1,120}\]"  # what the margins bound, for the adviser to settle
    rf"|\$?\{{{{1,2}} ?(?P<curly>{_NAME}) ?\}}{{1,2}}"
    rf"|<(?P<angle>{_WORDS})>"
    r"|(?<![\w%])%{1,2}(?P<percent>[^\W\d_][\w.]{1,30})%{1,2}(?!\w)"
    # « 06 XX XX XX 12 » hides a number on purpose, « XXL » is a size, « xxx » ends a message with kisses.
    r"|(?<![\w/-])(?<!\d )(?:X{3,}+|x{4,}+|[xX]{2,}+(?=/[xX]{2}| ?€| jours?\b| h\b))"
    r"(?:/[xX]{2,4}+)*+(?![\w-])(?! ?\d)(?! X)"
    r"|(?<!_)_{3,}+(?!\w)"
    r"|(?:…|(?<!\.)\.{3,}+)(?=[ \u00a0\u202f]?€)"
    r"|\b(?:TODO|TBD)\b"
)
# Brackets that stay in a message on purpose: tags of the subject line, editors' marks, check boxes, pictures.
_KEPT = re.compile(
    r"(?:sic|x|v|ok|re|tr|fwd?|ext|externe|interne|spam|urgent|important|rappel|relance|info|résolu|clos|suite|fin|"
    r"maj|nouveau|test|edit|modéré|image|photo|logo|capture|infographie|schéma|tableau|carte|vidéo|illustration|"
    r"pièce jointe|pj|ticket)\Z",
    re.IGNORECASE,
)
_HTML = re.compile(
    r"/?(?:a|b|i|u|p|q|s|br|hr|em|strong|small|sub|sup|div|span|font|center|ul|ol|li|table|tbody|thead|tr|td|th|img|"
    r"html|head|body|title|style|script|link|meta|code|pre|blockquote|section|header|footer|h[1-6])(?: ?/)?\Z"
)
_MESSAGE = "Un champ est resté vide ou à remplir."
_WHY = "Le client le recevrait tel quel : complétez-le, ou retirez la phrase avant l’envoi."
_WEIGHT = len(CATEGORY_ORDER) - CATEGORY_ORDER["a-completer"]


def findings(draft: Draft) -> Iterator[Finding]:
    """Yield a finding for each blank to fill, in reading order.

    Quotations, history and legal footers are skipped; a signature is not: « [Votre nom] » stays there most often.
    """
    text = draft.text
    if not any(sign in text for sign in _SIGNS):
        return
    places: Places | None = None
    elsewhere = [one.span for one in draft.skipped if one.reason != "signature"]
    for match in _BLANK.finditer(text):
        span = Span(*match.span())
        near = bisect_left(elsewhere, Span(span.end, span.end)) - 1
        if _is_kept(match) or (near >= 0 and elsewhere[near].meets(span)):
            continue
        places = places or Places(text)
        line, column = places.of(span.start)
        yield Finding(
            rule="a-completer.champ",
            category="a-completer",
            severity=Severity.BLOQUANT,
            span=span,
            line=line,
            column=column,
            text=match[0],
            message=_MESSAGE,
            why=_WHY,
            weight=_WEIGHT,
        )


def _is_kept(match: re.Match[str]) -> bool:
    """Tell a bracket that belongs in the message, or a rule drawn across the page, from a blank."""
    if match["square"]:
        return _KEPT.match(match["square"]) is not None
    if match["angle"]:
        return _HTML.match(match["angle"]) is not None
    if match[0][0] == "_":
        return _fills_its_line(match)
    return False


def _fills_its_line(match: re.Match[str]) -> bool:
    text, start = match.string, match.start()
    while start and text[start - 1].isspace() and text[start - 1] not in "\r\n":
        start -= 1
    begins = not start or text[start - 1] in "\r\n"
    return begins and (match.end() == len(text) or text[match.end()] in "\r\n")
