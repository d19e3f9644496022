"""What the checks of a conversation read beside the phrasebooks: abuse, limits, finished actions, thanks."""

from __future__ import annotations

import re

# ruff: noqa: E501  regular expressions are read by their branches

# Insults and threats against people. Anger at what happened is no abuse, nor is a complaint or a lawyer.
_INSULTS = (
    "connards? connasses? salauds? salopes? enculés? ordures? abrutis? abruties? crétins? crétines? imbéciles? débiles? "
    "idiots? idiotes? bouffons? guignols? clowns? incapables? incompétents? incompétentes? escrocs? voleurs? voleuses? "
    "arnaqueurs? minables? bons?-à-rien nuls? nulles? cons? connes? pourris? pourries? branquignoles? branleurs? menteurs? "
    "menteuses? feignants? fainéants? tocards?"
).replace(" ", "|")
_SEVERE = "connards?|connasses?|salauds?|salopes?|enculés?|fils de pute|pauvres? (?:con|conne|type|fille|cloche)s?"
ABUSE = re.compile(
    rf"\b(?:{_SEVERE})\b"
    rf"|\bbande (?:de |d[’'])(?:gros |sales |petits )?(?:{_INSULTS})\b"
    rf"|\bespèces? (?:de |d[’'])(?:{_INSULTS})\b"
    rf"|\b(?:vous êtes|vous n[’']êtes que|t[’']es|tu es|vs êtes|vous êtes tous|quels)"
    rf"(?: (?:vraiment|tous|toutes|que|qu[’']une?|une?|des|de|d[’']|complètement|juste|rien que|bien))*[ ’'](?:{_INSULTS})\b"
    r"|\b(?:va|allez) (?:te|vous) faire (?:foutre|voir|enculer)\b|\b(?:ferme|fermez)[- ]la\b|\bta gueule\b|\bvos gueules\b"
    r"|\b(?:je sais|on sais|on sait) où (?:vous|te|t[’']) ?(?:trouver|travaillez|habitez)\b|\bvous allez (?:le|me le) (?:regretter|payer)\b"
    r"|\bje vais (?:vous|te) (?:pourrir|casser|défoncer|crever|retrouver|démolir|tuer)\b"
    r"|\bvous me faites chier\b|\b(?:foutez|fous)[- ]vous de ma gueule\b|\bvous vous foutez de (?:ma|notre) gueule\b",
    re.IGNORECASE,
)
# « Vous êtes nuls » is said, « vous n’êtes pas nuls » is not.
_NOT_ABUSE = re.compile(r"\bvous n[’']êtes pas\b|\bje ne dis pas que\b", re.IGNORECASE)
LIMIT = re.compile(
    r"\b(?:si|à condition que|tant que|pourvu que|dès que|quand) (?:nous|vous|l[’']échange|notre échange|la conversation)"
    r"[^.!?]{0,40}\b(?:rest\w+|demeur\w+|reprend\w*|reven\w+|parl\w+|se déroul\w+)[^.!?]{0,30}"
    r"\b(?:courtois\w*|respect\w*|cal\w+|pos\w+|poli\w*|cordia\w+|bons termes)"
    r"|\b(?:pouvons-nous|puis-je|pourrions-nous|je souhaite|je souhaiterais|je vous invite à|je vous propose de)\b[^.!?]{0,60}"
    r"\b(?:courtois\w*|respectueu\w*|respect|calmement|posément|sereinement|apais\w+)"
    r"|\bje (?:ne )?(?:peux|pourrai|pourrais)(?: pas| plus)? (?:poursuivre|continuer|vous aider)[^.!?]{0,40}"
    r"\b(?:insult\w+|ces termes|ce ton|ces conditions|ces propos|menaces?)"
    r"|\bje (?:vais )?met(?:s|tre) fin à (?:cet|notre|l[’']) ?(?:échange|appel|conversation)"
    r"|\b(?:je veux|je tiens à|je souhaite) (?:bien )?(?:vous aider|continuer)[^.!?]{0,40}\b(?:sans insultes?|dans le calme|dans le respect)",
    re.IGNORECASE,
)
_ACT = (
    "rembours|envoy|renvoy|échang|remplac|rend|livr|bloqu|crédit|annul|modifi|corrig|expédi|rétabli|activ|prolong|enregistr|"
    "transmi|transf|ouvert|valid|réserv|confirm|réinitialis|régularis|mis|fait|effectu|rappel|débloqu|vérifi|prévenu|relanc"
)
# An action that is done, or whose result is there.
DONE = re.compile(
    rf"\b(?:j[’']ai|nous avons|on a|je vous ai|nous vous avons|je l[’']ai|je viens (?:de|d[’'])|nous venons (?:de|d[’']))(?!(?: \w+)? (?:pas|bien (?:noté|reçu|pris|compris))\b)"
    rf"[^.!?]{{0,30}}?\b(?:{_ACT})\w*"
    r"|\b(?:c[’']est|voilà[ ,]+c[’']est|voici[ ,]+c[’']est) (?:fait|réglé|corrigé|en ordre|bon|rétabli|validé|annulé|parti)\b"
    r"|\b(?:est|sont|a été|ont été|vient d[’']être) (?:désormais |maintenant |bien |donc |à présent )?"
    r"(?:remboursé|envoyé|expédié|parti|activé|annulé|modifié|corrigé|validé|rétabli|enregistré|remplacé|crédité|réglé|confirmé|débloqué|livré)\w*",
    re.IGNORECASE,
)
THANKS = re.compile(
    r"\b(?:merci|parfait|super|génial|impec\w*|nickel|top|très bien|c[’']est bon|ça marche|ok|d[’']accord|entendu|excellent)\b",
    re.IGNORECASE,
)
_FAREWELL = re.compile(
    r"\b(?:bonne (?:journée|soirée|fin|continuation)|bon (?:week-?end|après-midi|dimanche)|au revoir|à bientôt|avec plaisir|"
    r"je vous en prie|de rien|excellente (?:journée|soirée)|belle journée|(?:je |nous )?rest(?:e|ons) à votre (?:disposition|écoute)|"
    r"merci (?:d[’']|de |pour )[^.!?]*)",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"\b(?:cordialement|sincèrement à vous|bien à vous|salutations|respectueusement|agréer|cdlt|cdt|à très vite|"
    r"à très bientôt|sentiments (?:distingués|dévoués|les meilleurs))\b",
    re.IGNORECASE,
)
# Beside the formulas themselves: « Bonjour Madame », « et ».
_FAREWELL_WORDS = 5
QUESTION = re.compile(r"\?(?!\S*[=&/])")


def is_abusive(text: str) -> bool:
    """Tell whether a customer's turn insults or threatens somebody."""
    return ABUSE.search(text) is not None and _NOT_ABUSE.search(text) is None


def is_farewell(text: str) -> bool:
    """Tell whether a turn only takes leave."""
    left, found = _FAREWELL.subn(" ", text)
    return found > 0 and len(left.split()) <= _FAREWELL_WORDS


def takes_leave(text: str) -> bool:
    """Tell whether a turn says goodbye, by a wish or by the formula of a letter."""
    return _FAREWELL.search(text) is not None or _CLOSING.search(text) is not None


def is_satisfied(text: str) -> bool:
    """Tell whether a customer's turn thanks or agrees, and asks for nothing more."""
    return THANKS.search(text) is not None and not QUESTION.search(text)
