"""`coach lsp`: what the adviser's editor starts."""

from __future__ import annotations

import sys
from pathlib import Path

from coach.cli import options as opt
from coach.config import load_config, user_margins, usual_places
from coach.errors import ConfigError

_MISSING = "coach lsp demande la bibliothèque « pygls » : pip install 'coach-fr[editor]'"
_BY_HAND = "coach lsp est lancé par un éditeur, qui lui parle sur l’entrée standard ; voyez « Dans l’éditeur » du guide"


def lsp(
    min_severity: opt.MinSeverity = None,
    phrasebook: opt.Phrasebooks = None,
    marges: opt.Margins = None,
    readers: opt.Readers = None,
    modele: opt.Model = None,
    config: opt.ConfigFile = None,
) -> int:
    """Relit le brouillon dans l’éditeur, à mesure qu’il s’écrit (serveur de langage, sur l’entrée standard).

    Demande l’option d’installation « editor » : pip install 'coach-fr[editor]'. Les réglages (coach.yaml) sont ceux du
    dossier ouvert dans l’éditeur ; ils sont relus dès qu’ils changent, comme les phrases et les marges.
    """
    least = opt.severity(min_severity, "--min-severity") if min_severity is not None else None
    if sys.stdin is None or sys.stdin.isatty():
        raise ConfigError(_BY_HAND)
    try:
        from coach.lsp.coaches import Choice
        from coach.lsp.server import serve
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("pygls", "lsprotocol", "cattrs", "attrs"):
            raise
        raise ConfigError(_MISSING) from None

    def choose(folder: Path | None) -> Choice:
        settings = load_config(config, folder=folder)
        means = opt.means(settings, phrasebook, marges, readers, modele)
        shown = least or opt.severity(opt.first(None, settings.min_severity, "conseil"), "--min-severity")
        return Choice(means, shown)

    def files(folder: Path | None) -> tuple[Path, ...]:
        return (*((config,) if config is not None else usual_places(folder)), *user_margins())

    return serve(choose, files)
