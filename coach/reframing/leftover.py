"""The sentence that no rule can rewrite: left to the adviser, visibly, with nothing of it lost."""

from __future__ import annotations

from collections.abc import Sequence

from coach.model import LEFT_TO_ADVISER, Finding
from coach.reframing.sentence import Candidate

# What to say instead, by category, in the words of a blank to fill.
_ADVICE = {
    "non-sec": "à redire par ce qui reste possible",
    "donner-tort": "à redire sans donner tort",
    "dernier-mot": "à redire sans clore le débat",
    "reproche": "à redire sans reproche",
    "mise-en-doute": "à redire sans mettre en doute",
    "condescendance": "à redire plus simplement",
    "familiarite": "à redire avec respect",
    "riposte": "à redire sans riposter",
    "impossibilite": "à redire avec la raison et une option",
    "defausse": "à redire avec le bon interlocuteur",
    "paravent": "à redire avec la raison de la règle",
    "empathie-annulee": "à redire en deux phrases",
    "excuse-conditionnelle": "à redire en assumant",
    "servilite": "à redire avec une seule excuse",
    "surpromesse": "à redire avec une date tenable",
}
_NOTE = "Cette phrase demande votre plume : elle reste là, entre guillemets, pour que rien ne s’en perde."
_BRACKETS = str.maketrans({"[": "(", "]": ")"})


def leftover(sentence: str, findings: Sequence[Finding]) -> Candidate:
    """Return a blank to fill that says what to mend, with the sentence quoted."""
    gravest = max(findings, key=lambda finding: (finding.severity, finding.weight))
    advice = _ADVICE.get(gravest.category, "à redire")
    quoted = sentence.translate(_BRACKETS)
    # What is quoted inside keeps its own marks.
    quoted = f"“{quoted}”" if "«" in quoted or "»" in quoted else f"« {quoted} »"
    return Candidate(f"[{advice}] {quoted}", LEFT_TO_ADVISER, "phrase", _NOTE)
