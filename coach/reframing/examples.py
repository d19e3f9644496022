"""The examples of the rules are law: each sentence before must become its sentence after, and every rule needs one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from coach.errors import PhrasebookError
from coach.phrasebook.entry import Entry
from coach.phrasebook.rewriting import Rules
from coach.reframing.template import is_template


def touched(rules: Rules, mine: Callable[[Entry], bool], meets: Callable[[str], bool]) -> Rules:
    """Return the rules of `mine`, and of the others the examples that are met by something new."""
    kept: list[Entry] = []
    for entry in rules.entries:
        if mine(entry):
            kept.append(entry)
        elif (rule := entry.rewriting) is not None:
            examples = tuple(each for each in rule.examples if meets(each[0]) or meets(each[1]))
            if examples:
                kept.append(replace(entry, rewriting=replace(rule, examples=examples)))
    return replace(rules, entries=tuple(kept))


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
