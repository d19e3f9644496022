"""The examples of the rules are law: each sentence before must become its sentence after, and every rule needs one."""

from __future__ import annotations

from collections.abc import Callable

from coach.errors import PhrasebookError
from coach.phrasebook.rewriting import Rules
from coach.reframing.template import is_template


def check_rules(rules: Rules, reframe: Callable[[str], str]) -> list[PhrasebookError]:
    """Return every breach, in the order of the rules; `reframe` rewrites a draft without margins."""
    found = [error for error in rules.errors if isinstance(error, PhrasebookError)]
    for entry in rules.entries:
        rule = entry.rewriting
        if rule is None:
            continue
        for _, template in rule.templates:
            if problem := is_template(template, rules.formulas):
                found.append(PhrasebookError(f"{entry.id} : {problem}", entry.place.file, entry.place.line))
        if not rule.examples:
            message = f"{entry.id} : cette règle n’a pas d’exemple (« exemples », avec « avant » et « apres »)"
            found.append(PhrasebookError(message, entry.place.file, entry.place.line))
        for before, after, place in rule.examples:
            made = reframe(before)
            if made != after:
                message = f"{entry.id} : « {before} » devient « {made} », et non « {after} »"
                found.append(PhrasebookError(message, place.file, place.line))
    return found
