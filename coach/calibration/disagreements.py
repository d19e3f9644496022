"""What to talk about: the messages on which raters differ, with the words in question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from coach.calibration.figures import Disagreement
from coach.calibration.ratings import TO_REPHRASE, Ratings
from coach.calibration.values import Read
from coach.calibration.vocabulary import counted
from coach.model import Span
from coach.review.pseudonyms import Mask
from coach.review.quotes import quoted


def disagreements(read: Sequence[Read], given: Mapping[str, Ratings]) -> tuple[Disagreement, ...]:
    """Return the disagreements, the graver questions first; of a fault, its category only, not the whole message."""
    # What a worksheet still shows of people, whoever made it chose to show; numbers are hidden all the same.
    mask = Mask((), names=True)
    found = []
    for question, said in given.items():
        if question == TO_REPHRASE:
            continue
        for at, one in enumerate(read):
            votes = {rater: answers[at] for rater, answers in said.items() if at in answers}
            if len(set(votes.values())) < 2:
                continue
            found.append(
                Disagreement(
                    ref=one.message.ref,
                    question=question,
                    quote=_quote(one, question, mask),
                    yes=tuple(rater for rater, vote in votes.items() if vote),
                    no=tuple(rater for rater, vote in votes.items() if not vote),
                    comments=tuple(
                        f"{rater} : {each.comment}" for rater, each in one.message.opinions.items() if each.comment
                    ),
                )
            )
    return tuple(found)


def _quote(one: Read, question: str, mask: Mask) -> str:
    """Return the sentence of the fault, by its annotated place or coach's; else the beginning of the message."""
    span = _place(one, question)
    if span is None:
        return quoted(one.message.text, 0, 0, mask, whole=True)
    return quoted(one.message.text, span.start, span.end, mask)


def _place(one: Read, question: str) -> Span | None:
    for opinion in one.message.opinions.values():
        for span, category in opinion.spans or ():
            if category == question:
                return span
    return next((each.span for each in one.findings if counted(each.category) == question), None)
