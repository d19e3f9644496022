"""`--sheets FOLDER`: one page an adviser, which trainer and adviser read together at the debriefing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from coach.render import review_wording as say
from coach.render.markup import shown
from coach.render.review_document import Figure, Figures, Items, Text, Theme
from coach.render.review_html_parts import block_html, page, theme, tiles
from coach.render.review_plots_compared import trend_of
from coach.render.review_style import SHEET_STYLE
from coach.render.review_svg import framed
from coach.render.review_themes import listed, praise, to_work_on
from coach.render.review_trend import moved
from coach.render.svg_parts import WIDTH, line, rect, text, ticks, whisker

if TYPE_CHECKING:
    from coach.review import figures
    from coach.review.figures import Review, Sheet
    from coach.review.statistics import Interval

_QUOTES = 2
_RUNS = 5
_TREND_HEIGHT = 150
_PRAISE_FIRST = "Commencez par là : c’est ce qui se garde."
_FEW = (
    "{messages} dans {talks} : c’est trop peu pour un taux (il faut 30 messages et 10 conversations). Les extraits "
    "qui suivent sont là pour en parler ensemble, pas pour mesurer."
)
_STANDS = {
    -1: "Nettement moins de messages à reprendre que l’équipe : c’est à féliciter.",
    0: "Dans la variation normale de l’équipe : l’écart, s’il y en a un, peut venir du hasard.",
    1: "Plus de messages à reprendre que l’équipe, au-delà du hasard : avançons un thème à la fois, exemples en main.",
}
_CUT = "La revue a été interrompue : cette fiche porte sur ce qui était déjà relu."
_NOTE = (
    "Cette fiche repère des formulations. Elle ne juge ni l’exactitude des réponses, ni la personne : relisez "
    "l’échange ensemble avant d’en parler. Les crochets donnent l’intervalle à 95 %."
)


def sheet_page(sheet: Sheet, review: Review) -> str:
    """Return the page of one adviser."""
    name = sheet.line.name
    body = "".join(
        (
            block_html(Text(_CUT, note=True), review) if review.scope.interrupted else "",
            _figures(sheet, review),
            _part("forts", "Points forts", _praises(sheet)),
            _part("themes", "À travailler", _themes(sheet)),
            _part("ecoute", "À écouter ensemble", _drawn(sheet, review)),
            _part("suite", "Ce que nous retenons", '<div class="blank"></div>'),
            f'<p class="small">{shown(_NOTE)} {shown(say.NAMED if review.names else say.PSEUDONYMS)}</p>',
        )
    )
    subtitle = ". ".join(filter(None, ("Fiche de débriefing", say.period(review.scope))))
    return page(name, subtitle, f'<main id="contenu">{body}</main>', SHEET_STYLE)


def _part(name: str, title: str, body: str) -> str:
    return f'<section aria-labelledby="{name}"><h2 id="{name}">{title}</h2>{body}</section>'


def _figures(sheet: Sheet, review: Review) -> str:
    line, team = sheet.line, review.team
    counts = Figure(
        "Messages relus",
        say.number(line.messages),
        f"dans {say.counted(line.conversations, 'conversation', 'conversations')}",
    )
    if not line.enough:
        talks = say.counted(line.conversations, "conversation", "conversations")
        messages = say.counted(line.messages, "message", "messages")
        few = Text(_FEW.format(messages=messages, talks=talks), note=True)
        return tiles(Figures((counts, Figure("Messages à reprendre", "–", say.TOO_FEW)))) + block_html(few, review)
    own = Figure("Messages à reprendre", say.percent(line.rate.value), say.limits(line.rate, 100))
    others = Figure("L’équipe", say.percent(team.rate.value), say.limits(team.rate, 100))
    beside = _beside(line.rate, team.rate) + block_html(Text(_STANDS[line.gap]), review)
    plots = f'<div class="panels"><div>{beside}</div>{_trend(sheet, review)}</div>'
    return tiles(Figures((counts, own, others))) + plots


def _beside(own: Interval, team: Interval) -> str:
    """Draw a rate and the team's, each with its interval, on one scale."""
    left, right = 84, WIDTH - 24
    marks = ticks(min(1.0, max(own.high, team.high)), 4)

    def x(share: float) -> float:
        return left + (right - left) * min(share / marks[-1], 1.0)

    parts = []
    for row, (name, rate, kind) in enumerate((("conseiller", own, "now"), ("équipe", team, "calm"))):
        y = 6 + 20 * row
        parts += [
            text(left - 6, y + 11, name, "end", "small"),
            rect(left, y, x(rate.value) - left, 14, f"bar {kind}"),
            whisker(x(rate.low), x(rate.high), y + 7),
        ]
    parts.append(line(left, 48, right, 48))
    parts += [text(x(mark), 62, f"{say.number(100 * mark)}{say.NBSP}%", "middle", "small") for mark in marks]
    words = f"Conseiller : {say.share(own)} ; équipe : {say.share(team)}."
    return _plot("beside", "Part des messages à reprendre", words, 66, parts)


def _plot(name: str, title: str, words: str, height: int, parts: list[str]) -> str:
    drawn = framed(name, title, words, height, parts)
    return f'<figure class="beside"><figcaption>{shown(title)}</figcaption>{drawn}</figure>'


def _praises(sheet: Sheet) -> str:
    if not sheet.praises:
        return f"<p>{shown('Rien n’a été repéré dans ces extraits : cherchez-en ensemble à l’écoute.')}</p>"
    blocks = "".join(theme(_own(sheet, each, praise(each, 1))) for each in sheet.praises)
    return f'<p>{shown(_PRAISE_FIRST)}</p><div class="pair">{blocks}</div>'


def _themes(sheet: Sheet) -> str:
    if not sheet.themes:
        return f"<p>{shown('Rien à reprendre dans ces messages : bravo.')}</p>"
    return "".join(theme(_own(sheet, each, to_work_on(each, _QUOTES, 1))) for each in sheet.themes)


def _trend(sheet: Sheet, review: Review) -> str:
    name = sheet.line.name
    runs = [run for run in review.past if name in run.advisers][-_RUNS:]
    if not runs or not sheet.line.enough:
        return ""
    words = moved([(run.name, run.advisers[name]) for run in runs], sheet.line.rate)
    marks = [(f"{run.last:%d/%m}", run.advisers[name]) for run in runs]
    height, parts = trend_of(marks, sheet.line.rate, _TREND_HEIGHT)
    drawn = _plot("trend", "Période après période", words, height, parts)
    return f'<div>{drawn}<p class="small">{shown(words)}</p></div>'


def _drawn(sheet: Sheet, review: Review) -> str:
    title = f"Tirées au sort (graine {review.draw.seed})"
    alone = (replace(ref, advisers=()) for ref in sheet.drawn)
    return block_html(Items(title, tuple(map(listed, alone))), review)


def _own(sheet: Sheet, found: figures.Theme, block: Theme) -> Theme:
    """Return a theme whose quotes need not say whose they are; of few messages no rate is given."""
    figure = block.figure if sheet.line.enough else say.counted(found.messages, "message", "messages")
    return replace(block, figure=figure, quotes=tuple(replace(quote, who="") for quote in block.quotes))
