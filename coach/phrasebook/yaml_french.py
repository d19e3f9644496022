"""What PyYAML complains of, in plain French, at the line where a trainer would look for it."""

from __future__ import annotations

import yaml

# By what was being read. What never ends is told where it began, which may be far above where that showed.
_UNCLOSED = {
    "while scanning a quoted scalar": "ce guillemet n’est jamais refermé",
    "while parsing a flow sequence": "cette liste entre crochets est mal écrite : une virgule ou « ] » manque",
    "while parsing a flow mapping": "ces accolades sont mal écrites : une virgule ou « } » manque",
    "while parsing a flow node": "une valeur est attendue ici ; « [ » ou « { » n’est sans doute pas refermé",
    "while scanning a simple key": "il manque « : » après cette clé",
}
_ESCAPE = "après « \\ », ce signe ne veut rien dire ; mettez le texte entre apostrophes droites, ou doublez le « \\ »"
_KEY = "une clé est attendue ici ; un guillemet ou le retrait manque sans doute, à cette ligne ou à celle d’avant"
_COLON = "« : » n’a pas sa place ici ; mettez le texte entre guillemets droits, ou revoyez le retrait"
_TAB = "une tabulation est dans le retrait ; mettez des espaces"
_ALIAS = "« * » et « & » n’ont pas leur place ici ; mettez le texte entre guillemets droits"
# By what was found.
_FOUND = {
    "found unknown escape character": _ESCAPE,
    "did not find expected hexdecimal number": _ESCAPE,
    "did not find expected key": _KEY,
    "did not find expected '-' indicator": "« - » est attendu ici ; le retrait n’est pas celui du reste de la liste",
    "mapping values are not allowed in this context": _COLON,
    "mapping values are not allowed here": _COLON,
    "mapping keys are not allowed in this context": "« ? » n’a pas sa place ici ; mettez le texte entre guillemets",
    "block sequence entries are not allowed in this context": "« - » n’a pas sa place ici ; revoyez le retrait",
    "found character that cannot start any token": "ce signe ne peut rien commencer ; mettez le texte entre guillemets",
    "found a tab character that violates indentation": _TAB,
    "found a tab character where an indentation space is expected": _TAB,
    "did not find expected alphabetic or numeric character": _ALIAS,
    "found undefined alias": _ALIAS,
    "found duplicate anchor; first occurrence": _ALIAS,
    "did not find expected <document start>": "ce fichier s’arrête ici, et autre chose suit ; revoyez le retrait",
    "but found another document": "ce fichier contient deux documents ; « --- » n’a pas sa place ici",
    "found unexpected document indicator": "« --- » ou « ... » arrive avant la fin d’un texte",
    "did not find expected comment or line break": "après « | » ou « > », le texte commence à la ligne suivante",
}
_TABBED = "found character that cannot start any token"
_GENERAL = "cette ligne n’est pas écrite comme YAML le veut ; revoyez le retrait, les guillemets et les « : »"
# These may begin at the top of a file: their first line says nothing of where the fault is.
_FAR = (
    "while parsing a block mapping",
    "while parsing a block collection",
    "while parsing a node",
    "expected a single document in the stream",
)


def explained(error: yaml.YAMLError, text: str) -> tuple[str, int | None]:
    """Return what is wrong with a YAML text, as one sentence, and the line to name."""
    if not isinstance(error, yaml.MarkedYAMLError):
        return "YAML illisible : un caractère de contrôle, invisible, s’y trouve", _line_of_control(text)
    problem, context = error.problem or "", error.context or ""
    mark = error.problem_mark or error.context_mark
    sentence = _FOUND.get(problem) or _FOUND.get(problem.partition(" '")[0])
    if sentence is None or problem == "found unexpected end of stream":
        sentence = _UNCLOSED.get(context, sentence or _GENERAL)
    if problem == _TABBED and mark is not None and _begins_with_tab(text, mark.line):
        sentence = _TAB
    if error.context_mark is not None and context not in _FAR and sentence not in (_ESCAPE, _TAB):
        mark = error.context_mark
    return f"YAML illisible : {sentence}", mark.line + 1 if mark is not None else None


def _begins_with_tab(text: str, line: int) -> bool:
    lines = text.splitlines()
    return line < len(lines) and "\t" in lines[line][: len(lines[line]) - len(lines[line].lstrip())]


def _line_of_control(text: str) -> int | None:
    """Return the line of the first character that YAML does not admit."""
    at = next((n for n, char in enumerate(text) if not (char.isprintable() or char.isspace())), None)
    return None if at is None else text.count("\n", 0, at) + 1
