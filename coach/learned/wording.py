"""What is said of a finding of the learned reader's own: a likelihood, the why of its category, ways to reframe."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wording:
    """What a finding of one category says. Its slots are those of the phrasebooks' reframings."""

    message: str
    why: str
    reframings: tuple[str, ...]


WORDINGS = {
    "non-sec": Wording(
        "Ce passage peut se lire comme un « non » tout sec",
        "Un « non » qui vient seul ferme la porte : le client n’entend plus l’explication qui suit.",
        ("Voici ce que je peux faire : {solution}.", "Ce qui reste possible, c’est {option} ; {raison}."),
    ),
    "donner-tort": Wording(
        "Ce passage peut se lire comme un démenti de ce que dit le client",
        "Mis en tort, le client défend sa version au lieu d’écouter la solution.",
        ("Voici ce que montre le dossier : {fait}.", "Je vérifie avec vous ce qui s’est passé, et je {action}."),
    ),
    "reproche": Wording(
        "Ce passage peut se lire comme un reproche",
        "Un reproche appelle une défense ; ce qui aide, c’est la suite, et le moyen d’éviter que cela revienne.",
        (
            "Voici ce que nous pouvons faire à partir de là : {action}.",
            "Pour la prochaine fois, {geste} : cela évite {conséquence}.",
        ),
    ),
    "mise-en-doute": Wording(
        "Ce passage peut se lire comme une mise en doute de sa parole",
        "Le client soupçonné cherche à prouver sa bonne foi et n’entend plus la réponse.",
        ("Pour avancer, il me manque {élément} ; dès réception, je {action}.", "Je vous crois, et je vérifie {point}."),
    ),
    "condescendance": Wording(
        "Ce passage peut se lire comme de l’impatience ou de la hauteur",
        "Le client se sent pris pour un ignorant ou un gêneur : la relation se paie plus cher que la question.",
        ("Je reprends volontiers ce point : {explication}.", "Voici comment faire, étape par étape : {étapes}."),
    ),
    "impossibilite": Wording(
        "Ce passage peut se lire comme un refus sec",
        "Le client retient la porte fermée ; la raison et ce qui reste possible doivent venir avec elle.",
        ("Voici ce que je peux vous proposer : {solution}.", "Parce que {raison}, je vous propose plutôt {option}."),
    ),
    "defausse": Wording(
        "Ce passage peut se lire comme un renvoi du client ailleurs",
        "Le client a l’impression que personne ne prend son affaire en main, et il devra tout recommencer.",
        (
            "Je transmets votre dossier à {service} et je vous écris {date}.",
            "Je m’en occupe avec {service} : {action}.",
        ),
    ),
    "paravent": Wording(
        "Ce passage peut se lire comme une règle brandie sans sa raison",
        "Une règle sans son pourquoi passe pour un prétexte ; expliquée, elle se comprend.",
        ("Cette règle existe parce que {raison} ; voici ce que je peux faire : {solution}.",),
    ),
    "empathie-annulee": Wording(
        "Ce passage peut se lire comme une attention aussitôt reprise",
        "Après le « mais », le client n’entend plus que lui.",
        ("Je comprends {ressenti}. Voici ce que je fais : {action}.",),
    ),
    "servilite": Wording(
        "Ce passage peut se lire comme une excuse qui en fait trop",
        "Trop d’excuses sonnent faux et n’avancent à rien ; une seule, puis un acte.",
        ("Je vous présente mes excuses. Voici ce que je fais : {action}, {date}.",),
    ),
    "surpromesse": Wording(
        "Ce passage peut se lire comme une promesse que personne ne peut tenir",
        "Une promesse absolue se retourne au premier accroc.",
        ("Voici ce que je peux vous garantir : {engagement}, le {date}.",),
    ),
}
