"""A made-up quarter of a made-up team: eight advisers, four channels, five reasons of contact; nobody in it exists.

`python tests/team_export.py export.csv` writes the export from which the pictures of the trainer's guide are made. The
same seed gives the same conversations.
"""

from __future__ import annotations

import csv
import random
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

CONVERSATIONS = 420
FIRST = datetime(2026, 8, 31, 9, 0)
HEAD = ("conversation", "auteur", "role", "texte", "date", "canal", "motif")
# Each with how often a reply hurts, how often it is complete, and how much of the work is theirs.
ADVISERS = {
    "Inès Roche": (0.06, 0.75, 5),
    "Bruno Castel": (0.52, 0.25, 5),
    "Salomé Vidal": (0.24, 0.45, 5),
    "Karim Haddad": (0.22, 0.50, 6),
    "Chloé Perrin": (0.28, 0.40, 4),
    "Mathis Lefort": (0.20, 0.45, 3),
    "Nadia Salah": (0.26, 0.35, 4),
    "Tom Guérin": (0.30, 0.40, 0.4),  # new in the team: too little to say anything
}
CHANNELS = {"chat": 5, "mail": 4, "téléphone": 2, "réseaux sociaux": 1}
CUSTOMERS = ("Paul Morel", "Jeanne Blin", "Ahmed Ziani", "Lucie Faure", "Hugo Masson", "Rose Tellier", "Yann Le Goff")
ASKED = {
    "livraison": ("Mon colis n'est toujours pas arrivé, où est-il ?", "Le suivi est bloqué depuis lundi, pourquoi ?"),
    "facture": ("J'ai été débité deux fois de 49,90 €.", "Pourquoi ma facture a-t-elle augmenté ?"),
    "retour": ("Je veux rendre ce manteau, il est trop petit.", "Mon retour est parti il y a trois semaines, et rien."),
    "compte": ("Je n'arrive plus à me connecter à mon compte.", "Comment changer mon adresse de livraison ?"),
    "panne": ("La machine ne démarre plus depuis hier.", "L'écran s'éteint tout seul, c'est normal ?"),
}  # fmt: skip
HURTS = (
    "Ce n'est pas possible, c'est la politique de la maison.", "Vous auriez dû lire les conditions avant d'acheter.",
    "Je comprends, mais c'est la règle.", "Non, on ne peut rien faire.", "Vous avez tort, le colis est bien parti.",
    "Ce n'est pas de ma faute, voyez avec le transporteur.", "Calmez-vous, je vous l'ai déjà expliqué.",
    "Vous êtes sûr d'avoir bien regardé dans votre boîte aux lettres ?", "Je ne suis pas en mesure de vous rembourser.",
    "Le règlement l'interdit, je n'y peux rien.", "Comme je vous l'ai déjà dit, le délai est dépassé.",
    "C'est impossible de modifier la commande.", "Il fallait nous prévenir.",
    "C'est pourtant simple, relisez mon message précédent.", "Ce n'est pas mon service.",
    "Vous n'avez pas bien compris la procédure.",
)  # fmt: skip
MILD = (
    "Nous vous recontacterons dès que possible.",
    "Malheureusement, le délai est dépassé.", "N'hésitez pas à revenir vers nous.",
    "Vous devez remplir le formulaire en ligne.", "Votre demande est en cours de traitement.", "Pas de problème.",
)  # fmt: skip
# By reason of contact: what the customer lives through, why it is so, what can be done.
FEELS = {
    "livraison": "Je vois que cette attente vous met dans l'embarras, et j'en suis désolée.",
    "facture": "Je comprends que ce double débit vous inquiète.",
    "retour": "Je comprends que ces trois semaines d'attente vous agacent.",
    "compte": "Merci de nous l'avoir signalé : c'est agaçant, je le comprends.",
    "panne": "Je comprends votre déception : une machine neuve devrait marcher.",
}
WHY = {
    "livraison": "Le transporteur a perdu la trace du colis à l'agence de Lyon.",
    "facture": "Le paiement a été présenté deux fois à cause d'une coupure du site.",
    "retour": "Le délai de retour est de trente jours, car les articles repartent ensuite en rayon.",
    "compte": "Une mise à jour a déconnecté les comptes ouverts avant mars.",
    "panne": "Cette panne vient d'un lot de cartes défectueuses.",
}
WAYS = {
    "livraison": "Je vous renvoie l'article aujourd'hui par transporteur express.",
    "facture": "Je vous propose un avoir de 49,90 €, valable douze mois.",
    "retour": "Je vous propose un échange contre la taille au-dessus, sans frais.",
    "compte": "Je vous envoie un lien pour choisir un nouveau mot de passe.",
    "panne": "Je peux vous prêter une machine pendant la réparation.",
}
WHEN = (
    "Je vous rappelle demain avant midi.", "Je vous écris vendredi avant 17 h pour vous donner la suite.",
    "Vous aurez une réponse jeudi au plus tard.", "Je reviens vers vous mercredi avant 18 h.",
)  # fmt: skip
NEXT_TIME = (
    "Pour la prochaine fois, le suivi de chaque colis se trouve dans « Mes commandes ».",
    "La prochaine fois, un message avant l'envoi du retour nous permet de prolonger le délai.",
)  # fmt: skip
DONE = ("C'est fait, le virement est parti ce matin.", "Je vous confirme que le colis est parti aujourd'hui.")
INSISTS = (
    "Et quand est-ce que ce sera réglé ?",
    "Je l'ai déjà fait, ça ne marche pas.",
    "Vous êtes sûre ?",
    "D'accord, et ensuite ?",
)
ABUSES = ("Vous êtes vraiment des voleurs et des incapables !", "Espèce de connard, rendez-moi mon argent !")
LIMITS = "Je veux vous aider, et j'ai besoin que nous nous parlions sans insultes."
THANKS = ("Parfait, merci beaucoup.", "Merci, bonne journée.")


def conversations(count: int = CONVERSATIONS, seed: int = 7) -> Iterator[list[tuple[str, ...]]]:
    """Yield the rows of each conversation."""
    luck = random.Random(seed)
    for number in range(count):
        # Working hours of the three months, the later ones a little better.
        at = FIRST + timedelta(days=number * 88 // count, minutes=luck.randrange(9 * 60))
        yield _conversation(f"D{4000 + number}", at, luck)


def _conversation(name: str, at: datetime, luck: random.Random) -> list[tuple[str, ...]]:
    adviser = luck.choices(list(ADVISERS), [share for *_, share in ADVISERS.values()])[0]
    channel = luck.choices(list(CHANNELS), list(CHANNELS.values()))[0]
    reason, customer = luck.choice(list(ASKED)), luck.choice(CUSTOMERS)
    rows: list[tuple[str, ...]] = []

    def say(who: str, role: str, text: str) -> None:
        when = at + timedelta(minutes=len(rows) * (3 if channel == "chat" else 45))
        rows.append((name, who, role, text, f"{when:%d/%m/%Y %H:%M}", channel, reason))

    if channel == "chat":
        say("Assistant virtuel", "robot", "Bonjour, je suis l'assistant virtuel. Un conseiller arrive.")
    say(customer, "client", luck.choice(ASKED[reason]))
    rude = luck.random() < 0.03
    for turn in range(_exchanges(luck)):
        if turn:
            say(customer, "client", luck.choice(ABUSES if rude else INSISTS))
        limit = f"{LIMITS} " if rude and turn and luck.random() < 0.5 else ""
        say(adviser, "conseiller", limit + _reply(adviser, reason, luck, customer if turn == 0 else ""))
    if luck.random() < 0.05:
        say("Léa (superviseure)", "note interne", "Geste commercial validé.")
    end = luck.random()
    if end < 0.5:
        say(customer, "client", luck.choice(THANKS))
    elif end < 0.6:
        say(customer, "client", luck.choice(INSISTS))
    return rows


def _exchanges(luck: random.Random) -> int:
    return luck.choices((1, 2, 3, 4, 5, 7, 9), (34, 30, 18, 9, 5, 3, 1))[0]


def _reply(adviser: str, reason: str, luck: random.Random, greeted: str) -> str:
    hurts, complete, _ = ADVISERS[adviser]
    parts = [f"Bonjour {greeted},\n" if greeted else ""]
    full = luck.random() < complete
    if luck.random() < (0.9 if full else 0.3):
        parts.append(FEELS[reason])
    if luck.random() < hurts:
        parts.append(luck.choice(HURTS))
    if luck.random() < 0.3:
        parts.append(luck.choice(MILD))
    if full:
        parts += [WHY[reason], WAYS[reason], luck.choice(WHEN)]
        parts += [luck.choice(NEXT_TIME)] * (luck.random() < 0.3)
    elif luck.random() < 0.5:
        parts.append(luck.choice((WAYS[reason], WHY[reason], *WHEN, *DONE)))
    text = " ".join(filter(None, parts))
    return text if len(parts) > 1 and text.strip() != parts[0] else f"{text} Je regarde votre dossier.".strip()


def write(file: Path, count: int = CONVERSATIONS) -> None:
    """Write the export."""
    with file.open("w", encoding="utf-8", newline="") as out:
        table = csv.writer(out, delimiter=";")
        table.writerow(HEAD)
        for rows in conversations(count):
            table.writerows(rows)


if __name__ == "__main__":
    write(Path(sys.argv[1]))
