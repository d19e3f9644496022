"""Shorter ways to say a regretted refusal when the sentence or the draft gives its reason."""

from __future__ import annotations

import re
from collections.abc import Iterator

_LIMIT = r" ; cela dépasse ce que (?:je peux|nous pouvons) faire"
_REGRET = r"(?:j’aurais|nous aurions) aimé "
_OWN_REASON = re.compile(
    rf"(?P<head>{_REGRET}[^.;:]+?)(?P<limit>{_LIMIT})?, "
    r"(?:car |(?:parce|vu|étant donné) qu(?:e |['’])|puisqu(?:e |['’]))"
    r"(?P<reason>[^.;:]+)\.",
    re.IGNORECASE,
)
_PLAIN = re.compile(rf"(?P<regret>{_REGRET})(?P<act>[^.;:]+){_LIMIT}(?=\.)", re.IGNORECASE)


def variants(text: str, *, reasoned: bool) -> Iterator[str]:
    """Yield shorter ways to say a regret whose reason is told, the best first, then the text itself."""
    own = _OWN_REASON.search(text)
    if own is not None:
        around = text[: own.start()], text[own.end() :]
        for hinge in (", mais ", " ; "):
            yield f"{around[0]}{own['head']}{hinge}{own['reason']}.{around[1]}"
        if not own["limit"]:
            return  # « j’aurais aimé vous l’accorder, car le délai est dépassé » says the contrary.
    elif reasoned and (plain := _PLAIN.search(text)) is not None:
        yield f"{text[: plain.start()]}{plain['regret']}pouvoir {plain['act']}{text[plain.end() :]}"
    yield text
