"""Tests of what `skipped` takes for words that are not the adviser's own.

A draft marks what has to be skipped as `[[reason|words]]`; nothing else may be.
"""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.french.ownership import skipped

MARK = re.compile(r"\[\[(citation|historique|signature|mentions)\|(.*?)\]\]", re.DOTALL)
REASONS = {"citation", "historique", "signature", "mentions"}

Found = list[tuple[str, str]]


def read(marked: str) -> tuple[str, Found]:
    """Return the draft without its marks, and what they hold in order."""
    return MARK.sub(r"\2", marked), [(match[1], match[2]) for match in MARK.finditer(marked)]


def found_in(text: str) -> Found:
    return [(part.reason, text[part.span.start : part.span.end]) for part in skipped(text)]


def same(marked: str) -> None:
    text, expected = read(marked)
    assert found_in(text) == expected


QUOTED = [
    "Vous écrivez [[citation|« je refuse de payer »]] et je le comprends.",
    "Vous écrivez [[citation|«\u00a0c'est impossible\u00a0»]], je regarde.",
    "Vous écrivez [[citation|«\u202fnon, jamais\u202f»]], je regarde.",
    "Le vendeur vous a dit [[citation|«C'est non.»]] : je m'en excuse.",
    "Vous dites : [[citation|« J'attends depuis mardi. Personne ne répond ! Que faites-vous ? »]] Je m'en occupe.",
    "Vous dites : [[citation|« le livreur m'a crié “c'est votre faute” devant tous »]] ; c'est grave.",
    "Vous dites : [[citation|« le livreur m'a crié « c'est votre faute » devant tous »]] ; c'est grave.",
    "Vous dites : [[citation|« le livreur m'a crié \"c'est votre faute\" devant tous »]] ; c'est grave.",
    "Vous dites : [[citation|“vous vous trompez toujours”]], et je l'entends.",
    'Vous dites : [[citation|"vous vous trompez toujours"]], et je l\'entends.',
    'Vous dites : [[citation|" vous vous trompez toujours "]] et je l\'entends.',
    "Vous dites : [[citation|„vous vous trompez toujours“]], et je l'entends.",
    "Vous dites : [[citation|”vous vous trompez toujours”]], et je l'entends.",
    "Vous dites : [[citation|“vous vous trompez toujours\"]], et je l'entends.",
    "Vous dites : [[citation|<< vous vous trompez toujours >>]], et je l'entends.",
    "Vous dites : [[citation|‹ vous vous trompez toujours ›]], et je l'entends.",
    "Vous dites : [[citation|‘c’est l’affaire du siège’]], et je l’entends.",
    "Vous dites : [[citation|'c'est l'affaire du siège']], et je l'entends.",
    "[[citation|« Rien à faire »]], m'écriviez-vous ; voici pourtant un bon.",
    "Cliquez sur [[citation|« Refuser »]], puis sur [[citation|« Valider »]].",
    'Cliquez sur [[citation|"Refuser"]], puis sur [[citation|"Valider"]].',
    "L'écran affiche [[citation|« Paiement impossible »]] tant que la carte est bloquée.",
    "Votre [[citation|« non »]] est bien noté.",
    "Si vous répondez [[citation|« non »]], rien ne change.",
    "Vous écrivez : c'est [[citation|« non »]], et je le regrette.",
    "Comme vous dites, c'est [[citation|« non »]] ou un avoir.",
    "C'est [[citation|« non »]], écriviez-vous mardi.",
    "Vous me dites que c'est [[citation|« impossible »]], je vérifie.",
    "On vous a répondu que c'est [[citation|« non »]] : je reprends le dossier.",
    "Si c'est [[citation|« non »]] pour vous, dites-le-moi.",
    "Ma réponse est [[citation|« non, nous ne remboursons plus les billets »]], disait le modèle de 2019.",
    'Votre écran 15" affiche [[citation|"signal perdu"]] au réveil.',
    'Vous parlez de [[citation|"la dalle 27" qui clignote"]], je la remplace.',
    'Vous cherchez [[citation|"le modèle 15"]] ou [[citation|"le bleu"]] ?',
    "Vous écrivez : [[citation|« tout est faux]]\n\nJe reprends point par point.",
    "Vous écrivez :\n[[citation|« Bonjour,\n\nJe suis déçue, c'est votre faute.\n\nMadame Lenoir »]]\n\nJe vous lis.",
    "Vous écrivez :\n\n[[citation|« Premier point.\n\n« Second point, c'est faux. »]]\n\nJe vous lis.",
    "Vous écrivez :\n\n[[citation|« Premier point.\n\n» Second point, c'est faux. »]]\n\nJe vous lis.",
    "Vous écrivez :\n[[citation|« ligne une\n« ligne deux\n« ligne trois »]]\nJe vous lis.",
    'La phrase [[citation|"coupée par\nla messagerie"]] est de vous.',
    "[[citation|« ligne une\n« ligne deux »]]\n\nVous avez tort.\n\nUn fermant » égaré.",
    "Vous écrivez :\n\n[[citation|« Un.\n\n» Deux.\n\n» Trois, c'est faux. »]]\n\nJe vous lis.",
    "Un « ouvert jamais fermé, puis [[citation|« Annuler »]] au clic.",
]


@pytest.mark.parametrize("marked", QUOTED)
def test_skips_what_is_between_quotation_marks(marked: str) -> None:
    same(marked)


LIVE_MARKS = [
    "Non, ce n'est pas possible.",
    "Pour cet article, c'est « non ».",
    "Le service client le redit, c'est « non ».",
    "C’est “non”, et ma collègue le confirme.",
    'Pour la remise, c\'est "impossible".',
    "Ma réponse est « non ».",
    "Vous demandez un avoir pour la lampe : c'est « non ».",
    "Vous nous avez signalé une panne, notre réponse est « non ».",
    "Après étude, notre réponse à votre demande reste : « non ».",
    "Je vous réponds « impossible ».",
    "Nous disons « non » à toute remise.",
    "Je suis obligé de vous dire « non ».",
    "Il n'y a pas de « mais ».",
    "Il nous est « impossible » d'aller plus loin.",
    "Vous écrivez : vous vous trompez.",
    'Un écran de 15" et une dalle de 27" ne se valent pas.',
    'Un tuyau de 15 " et un de 20 " ne se valent pas.',
    "Le câble fait 3' 6\" et le vôtre est trop court.",
    "Un « guillemet ouvert sans suite, et vous avez tort.",
    'Un "guillemet ouvert sans suite, et vous avez tort.',
    'Une citation "ouverte ici\n\net fermée là" n\'en est pas une.',
    "Une citation “ouverte ici\r\n\r\net fermée là” n'en est pas une.",
    "Notre position : « vous avez tort sur ce point.",
    "Un fermant » tout seul, et vous avez tort.",
    "L'an dernier, j'ai l'impression qu'aujourd'hui c'est pareil.",
    "l' option n' est pas 'dispo , t' as tort",
    "C’est l’usage, qu’on ne s’y trompe pas ‘ici.",
    "« »",
    'Le champ "" est vide.',
    "« Vous auriez dû lire les conditions. »",
    "Le total est > 15 € et < 20 €, c'est trop tard.",
    "Ouvrez Réglages >> Compte, c'est pourtant simple.",
    "l\"option n'existe pas",
    "Notre décision demeure “non”.",
    "Cela reste « hors de question ».",
    "Je vous redis « non ».",
    "Nous devons vous répondre « impossible ».",
    'C\'est toujours "non", hélas.',
    "Des prix < 20 € << 30 €, c'est trop tard.",
    "Vous l’avez dit, c’est l’été ‘90 qui revient.",
    "La porte fait 2 m 10 et l'écran 32\" : impossible de la passer",
]


@pytest.mark.parametrize("text", LIVE_MARKS)
def test_leaves_emphasis_units_and_unpaired_marks(text: str) -> None:
    assert found_in(text) == []


ARROWS = [
    "[[citation|> Vous êtes nuls.]]\nJe comprends votre colère.",
    "Bonjour,\n\n[[citation|> Vous êtes nuls.\n> Faux !]]\n\nJe comprends.\n\n[[citation|>> Et le colis ?]]\nIl part.",
    "Bonjour,\n\n  [[citation|> > Vous êtes nuls.\n\t>> C'est faux !]]\nJe comprends.",
    "Bonjour,\r\n\r\n[[citation|> Vous êtes nuls.\r\n> C'est faux !]]\r\n\r\nJe comprends.",
    "Bonjour,\r\r[[citation|> Vous êtes nuls.\r> C'est faux !]]\r\rJe comprends.",
    "Bonjour,\n[[citation|&gt; Vous êtes nuls.]]\nJe comprends.",
    "[[citation|> Il m'a dit « non »]]\nJe lui en parle.",
]


@pytest.mark.parametrize("marked", ARROWS)
def test_skips_each_block_of_lines_that_begin_with_an_arrow(marked: str) -> None:
    same(marked)


@pytest.mark.parametrize(
    "text",
    [
        "Allez dans Compte > Factures > Exporter.",
        "-> Le bon de retour est joint.",
        "=> impossible de le changer",
        "Vous > moi, c'est ça ?",
        "Réglages\n— > Compte : c'est pourtant simple.",
        "Prix\n< 20 € : port offert",
    ],
)
def test_leaves_arrows_inside_lines(text: str) -> None:
    assert found_in(text) == []


BODY = "Bonjour Madame Lenoir,\n\nVotre lampe part demain.\n\n"
REPLIED = "Il est cassé et c'est votre faute !"
HEADERS = [
    f"Le 3 mai 2026 à 10:12, Ève Lenoir <eve@exemple.fr> a écrit :\n\n{REPLIED}",
    f"Le 3 mai 2026 à 10:12, Ève Lenoir <eve@exemple.fr> a écrit\u00a0:\n> {REPLIED}",
    f"Le 3 mai 2026 à 10:12, Ève Lenoir <eve@exemple.fr> a écrit:\n\n> {REPLIED}\n>\n> Ève",
    f"Le mar. 7 oct. 2025 à 09:14, Ève Lenoir a écrit :\n\n{REPLIED}",
    f"Le jeu. 12 juin 2025 à 08 h 05, Ève Lenoir a écrit :\n{REPLIED}",
    f"Le mer., 4 mars à 8:05 , Ève Lenoir <eve@exemple.fr> a écrit :\n{REPLIED}",
    f'Le Mardi 7 octobre 2025 9h14, "Ève Lenoir" <eve@exemple.fr> a écrit :\n{REPLIED}',
    f"Le 07/10/2025 à 09:14, Ève Lenoir via Assistance a écrit :\n> {REPLIED}",
    f"Le 3 mai, Ève Lenoir a écrit :\n> {REPLIED}",
    f"Le 3 mai, Ève Lenoir a écrit :\n\n{REPLIED}",
    f"le 3 mai a 10:12, eve lenoir a ecrit :\n{REPLIED}",
    f"Le mar. 7 oct. 2025 à 09:14, Ève Lenoir <eve.lenoir@exemple.fr> a\nécrit :\n\n> {REPLIED}",
    f"Le mar. 7 oct. 2025 à 09:14, Ève Lenoir\n<eve.lenoir@exemple.fr> a écrit :\n\n{REPLIED}",
    f"Le 7 oct. 2025,\nEve Lenoir\n<eve.lenoir@exemple.fr> a écrit :\n\n{REPLIED}",
    f"Le 7 oct. 2025 à 09:14, Ève Lenoir <eve@exemple.fr> a écrit : {REPLIED}",
    f"Ève Lenoir <eve@exemple.fr> a écrit :\n\n{REPLIED}",
    f"Ève Lenoir a écrit :\n> {REPLIED}",
    f"Ève Lenoir a écrit le 07/10/2025 à 09:14 :\n> {REPLIED}",
    f"2025-10-07 9:14 GMT+02:00 Ève Lenoir <eve@exemple.fr>:\n\n{REPLIED}",
    f"On Tue, Oct 7, 2025 at 9:14 AM Eve Lenoir <eve@example.com> wrote:\n\n{REPLIED}",
    f"On 07/10/2025 09:14, Eve Lenoir wrote:\n> {REPLIED}",
    f"Am 07.10.2025 um 09:14 schrieb Eve Lenoir <eve@example.com>:\n\n{REPLIED}",
    f"-----Message d'origine-----\nDe : E. Lenoir\n{REPLIED}",
    f"-----Message d’origine-----\nDe : E. Lenoir\n\n> {REPLIED}\n\nUne ligne de plus.",
    f"-------- Message original --------\nObjet : lampe\n{REPLIED}",
    f'----- Mail original -----\nDe: "Ève" <eve@exemple.fr>\nEnvoyé: Mardi 7 Octobre 2025 09:14:00\n\n{REPLIED}',
    f"----- Message transféré -----\nDe : E. Lenoir\n{REPLIED}",
    f"---------- Forwarded message ---------\nFrom: Eve <eve@example.com>\n{REPLIED}",
    f"-----Original Message-----\nFrom: Eve\nSent: Tuesday\n{REPLIED}",
    f"Début du message réexpédié :\n\nDe: Ève <eve@exemple.fr>\n\n{REPLIED}",
    f"De : Ève Lenoir <eve@exemple.fr>\nEnvoyé : mardi 7 octobre 2025 09:14\nÀ : SAV\nObjet : lampe\n\n{REPLIED}",
    f"De : Ève Lenoir\nEnvoyé le :mardi 7 octobre 2025 09:14\nÀ : SAV\nObjet :lampe\n\n{REPLIED}",
    f"De: Ève Lenoir <eve@exemple.fr>\nDate: 7 octobre 2025 à 09:14\nÀ: SAV <sav@exemple.fr>\n\n{REPLIED}",
    f"*De :* Ève Lenoir <eve@exemple.fr>\n*Envoyé :* mardi\n*À :* SAV\n*Objet :* lampe\n\n{REPLIED}",
    f"Sujet : lampe\nDate : Tue, 7 Oct 2025\nDe : Ève <eve@exemple.fr>\nPour : SAV\n\n{REPLIED}",
    f"DE : Ève Lenoir\nENVOYE : mardi\nA : SAV\nOBJET : lampe\n\n{REPLIED}",
    f"________________________________\nDe : Ève Lenoir\nEnvoyé : mardi\nÀ : SAV\n\n{REPLIED}",
    f"________________________________\n\nDe : Ève Lenoir\n\n{REPLIED}",
    f"-------------------------\nDe : Ève Lenoir\nObjet : lampe\n\n{REPLIED}",
    f"De : Ève <eve@exemple.fr> Envoyé : mardi 7 octobre À : SAV Objet : lampe\n{REPLIED}",
    f"##- Veuillez taper votre réponse au-dessus de cette ligne -##\n\n{REPLIED}",
    f"--- Répondez au-dessus de cette ligne ---\n{REPLIED}",
    f"Merci de répondre au-dessus de cette ligne.\n{REPLIED}",
    f"## Please type your reply above this line ##\n{REPLIED}",
]


@pytest.mark.parametrize("eol", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("history", HEADERS)
def test_skips_the_history_under_its_header(history: str, eol: str) -> None:
    text = (BODY + history).replace("\n", eol)
    assert found_in(text) == [("historique", history.replace("\n", eol))]


@pytest.mark.parametrize("history", HEADERS)
def test_reads_decomposed_accents_like_composed_ones(history: str) -> None:
    text = unicodedata.normalize("NFD", BODY + history)
    assert found_in(text) == [("historique", unicodedata.normalize("NFD", history))]


HEADER = "Le 3 mai 2026 à 10:12, Ève Lenoir a écrit :"
INTERLEAVED = [
    f"[[historique|{HEADER}\n> C'est non ?]]\n\nVous auriez dû appeler.",
    f"[[historique|{HEADER}\n\n> Où est-elle ?\n>\n> Ève\n\n> Répondez !]]\n\nElle part demain.",
    f"Elle part demain.\n\nCordialement,\n[[signature|Paul Roy]]\n\n[[historique|{HEADER}\n> Où est-elle ?]]",
    f"Bonjour,\n\n[[historique|{HEADER}\n> Où ?]]\nIci.\n[[citation|> Et quand ?]]\nLundi.\n\nCdt,\n[[signature|Paul]]",
    "Elle part demain.\n\n[[historique|-----Message d'origine-----\n> Où est-elle ?\n\nCordialement,\nÈve]]",
]


@pytest.mark.parametrize("marked", INTERLEAVED)
def test_hears_the_adviser_again_after_a_quoted_history(marked: str) -> None:
    same(marked)


@pytest.mark.parametrize(
    "text",
    [
        "Vous nous avez écrit le 3 mai : la lampe était cassée.",
        "Le 3 mai, vous nous avez écrit :\nla lampe était cassée.",
        "Le 3 mai 2026 à 10:12, notre technicien a écrit :\nle filtre est bouché.",
        "Le 3 mai, le livreur a écrit :\nabsent.",
        "Le 3 mai à 10:12, l'atelier a écrit :\nrien à signaler.",
        "Le 3 mai, Paul Roy nous a écrit :\nla panne est réparée.",
        "Le 3 mai 2026 à 10 h, il a écrit :\nla panne est réparée.",
        "Voici ce que Paul a écrit :\nla panne est réparée.",
        "Paul Roy a écrit :\nla panne est réparée.",
        "Le règlement, que personne n'a écrit :\nvous auriez dû demander.",
        "Votre trajet :\nDe : Paris\nÀ : Lyon\nDate : 3 mai\n\nLe billet n'est pas échangeable.",
        "Le train de : Paris est complet.\nDe : Paris, vous ne pouvez pas partir.",
        "Colis perdu.\nDe : notre dépôt\nVous n'aurez rien.",
        "De : Service clients\nÀ : Madame Lenoir <eve@exemple.fr>\nObjet : lampe\n\nVous auriez dû lire la notice.",
        "Objet : votre courrier du 3 mai\nRéf. : 12\n\nVous auriez dû lire la notice.",
        "Le message d'origine est perdu, c'est comme ça.",
        "- Message original : perdu",
        "Je vous ai transféré le message d'origine",
        "Signez au-dessus de cette ligne, vous devez le faire.",
        "Il faut écrire votre nom au-dessus de cette ligne.",
        "Étape 1\n----------\nVous devez redémarrer.",
        "--- Message important ---\nVous devez redémarrer.",
        "*** Réponse négative ***",
        "Depuis le 3 mai, personne n'a écrit : vous non plus.",
        "Le 3 mai, ma collègue Paule Roy a écrit :\nle colis est perdu.",
        "Le 3 mai, je vous ai écrit :\nvous auriez dû répondre.",
        "Objet : lampe\n\nDe : Lyon, nous n'expédions pas.",
        "Date : 3 mai\nÀ : Madame Lenoir\n\nVotre demande est rejetée.",
        "Les horaires :\nDe : 9 h\nÀ : 18 h\n\nVous êtes venue trop tard.",
        "________________________________\nVous devez signer ici.",
        "Nom\n_________\nDe : votre banque, impossible de l'accepter.",
        "Écrivez à sav@exemple.fr :\nvous n'avez pas répondu.",
        "Le 3 mai 2026, à paul@exemple.fr, vous avez menti :\nrien n'est cassé.",
    ],
)
def test_leaves_sentences_that_look_like_a_header(text: str) -> None:
    assert found_in(text) == []


def test_leaves_a_report_that_the_adviser_quotes() -> None:
    same("Le 3 mai, Paul Roy a écrit :\n[[citation|« le filtre est bouché »]]\nVous auriez dû le nettoyer.")


SIGNED = [
    "Cordialement,\n[[signature|Paul]]",
    "Cordialement\n[[signature|Paul Roy]]",
    "Bien cordialement,\n\n[[signature|Paul Roy\nConseiller clientèle\n01 02 03 04 05]]",
    "Bien à vous,\n[[signature|Paul Roy – Service Litiges et Refus]]",
    "Bien à toi !\n[[signature|Paul]]",
    "Je reste à votre écoute. Bien cordialement,\n[[signature|Paul Roy\nConseiller]]",
    "cordialement,\n[[signature|paul]]",
    "Cordialement,\n\u200b\n[[signature|Paul]]",
    "Elle part demain.\n\n[[signature|Envoyé de mon mobile]]",
    "Elle part demain.\n[[signature|Paul\n\nEnvoyé à partir d’Outlook pour Android]]",
    "Cdt,\n[[signature|P. Roy]]",
    "Cdlt\n[[signature|Le service clients]]",
    "Sincères salutations.\n[[signature|Maison Roy, 4 rue des Impasses, 75011 Paris]]",
    "Meilleures salutations\n[[signature|Service à la clientèle]]",
    "Belle journée à vous,\n[[signature|L'équipe Impossible n° 1]]",
    "Bonne réception !\n[[signature|Paul\nsav@exemple.fr\nwww.exemple.fr]]",
    "Très respectueusement,\n[[signature|Département Réclamations\nTél. : 01 02 03 04 05]]",
    "Restant à votre écoute,\n[[signature|Toute l'équipe Lumo]]",
    "Pardon encore pour l'attente,\n[[signature|Paul R.]]",
    "Veuillez agréer, Madame, mes salutations distinguées.\n\n[[signature|Ève Roy\nDirectrice]]",
    "Je vous prie d'agréer, Madame, l'expression de mes sentiments les meilleurs.\n\n\n[[signature|Ève Roy]]",
    "Nous vous prions d’agréer, Madame Lenoir, l’expression de nos respectueuses\nsalutations.\n\n[[signature|Le SAV]]",
    "Merci d'avance,\n[[signature|Paul]]",
    "À jeudi,\n[[signature|Paul]]",
    "Cordialement,\n[[signature|Paul]]\n\nPS : vous auriez dû garder la boîte.",
    "Cordialement,\n[[signature|Paul]]\n\nP.-S. – vous auriez dû garder la boîte.\n\n[[signature|Lumo, 4 rue Haute]]",
    "Cordialement,\n[[signature|Paul]]\n\nVous auriez dû garder la boîte.",
    "Cordialement,\n[[signature|Paul]]\nNB : impossible de répondre avant lundi.",
    "Cordialement,\n[[signature|Paul\n\nEnvoyé de mon iPhone]]",
    "À demain pour la suite, Madame.\n\n[[signature|--\nPaul Roy\nLumo, rien n'est impossible]]",
    "À demain pour la suite, Madame.\n[[signature|--\u0020\nPaul Roy]]",
    "Bonne lecture,\n[[signature|Paul\n--\nLibrairie du Non, 4 quai Haut]]",
    "Elle part demain.\n\n[[signature|Paul]]",
    "Elle part demain.\n\n[[signature|Paul Roy, responsable qualité]]",
    "Elle part demain.\n\n[[signature|Paul Roy\nConseiller, agence Est – 01 02 03 04 05]]",
    "Elle part demain !\n[[signature|Marie-Ève de La Tour]]",
    "Elle part demain.\n\n[[signature|L’équipe Lumo]]",
    "Elle part demain.\n\n[[signature|Le service clients]]",
    "Elle part demain.\n\n[[signature|La direction]]",
    "Elle part demain 😊\n[[signature|Kev]]",
    "Elle part demain.\n\n[[signature|Clément Sanchez]]",
]


@pytest.mark.parametrize("end", SIGNED)
def test_skips_the_signature_and_no_more(end: str) -> None:
    same(f"Bonjour Madame,\n\nVotre lampe est réparée.\n\n{end}")


@pytest.mark.parametrize("eol", ["\r\n", "\r"])
def test_reads_signatures_at_every_line_end(eol: str) -> None:
    text = eol.join(("Bonjour,", "", "Elle part demain.", "", "Bien à vous,", "Paul Roy", "Conseiller", ""))
    assert found_in(text) == [("signature", f"Paul Roy{eol}Conseiller")]


@pytest.mark.parametrize(
    "text",
    [
        "Paul",
        "Le service clients",
        "Bonjour,\n\nNon",
        "Bonjour,\n\nPaul",
        "Bonjour Madame,\n\nVous demandez un avoir.\n\nNon",
        "Bonjour Madame,\n\nVous demandez un avoir.\n\nImpossible",
        "Bonjour Madame,\n\nVous demandez un avoir.\n\nREFUSÉ",
        "Bonjour Madame,\n\nVous demandez un avoir.\n\nHors Délai",
        "Bonjour Madame,\n\nVous demandez un avoir.\n\nCertainement",
        "Bonjour Madame,\n\nVous demandez un avoir.\n\nDemande rejetée",
        "Bonjour Madame,\n\nVous demandez un avoir.\n\nLisez la notice",
        "Bonjour Madame,\n\nVous demandez un avoir.\n\nLisez",
        "Bonjour Madame,\n\nVous demandez un avoir.\n\nService indisponible",
        "Bonjour Madame,\n\nVous demandez un avoir.\n\nPaul : demande refusée",
        "Bonjour Madame,\n\nVous demandez un avoir.\n\nMerci,\nGarantie refusée",
        "Bonjour Madame,\n\nJe vous remercie de votre message.\nDélai dépassé\nRetour à vos frais",
        "Bonjour Madame,\n\nVous demandez un avoir.\n\nFaux",
        "Bonjour Madame,\n\nUn avoir pour la lampe cassée ?\n\nExclu",
        "Bonjour Madame,\n\nUn avoir pour la lampe cassée ?\n\nPaul Roy",
        "Bonjour Madame,\n\nVous demandez un avoir.\n\nPaul Roy refuse",
        "Bonjour Madame,\n\nVous demandez un avoir.\n\nLe service clients refuse votre demande",
        "Bonjour Madame,\n\nVous demandez un avoir.\n\nLa direction ne rembourse pas",
        "Bonjour Madame,\n\nVous demandez un avoir.\n\nL'équipe vous avait prévenue.",
        "Bonjour Madame,\n\nVous demandez un avoir.\n\nCordialement,",
        "Bonjour Madame,\n\nVous demandez un avoir.\n\nBelle Journée",
        "Cordialement,\n\nVous auriez dû lire la notice.",
        "Elle part demain.\n\nCordialement,\nVous auriez dû lire la notice",
        "Elle part demain.\n\nCordialement,\nC'est votre faute",
        "Elle part demain.\n\nCordialement,\nImpossible",
        "Elle part demain.\n\nCordialement,\nPS : non.",
        "Elle part demain.\n\nCordialement,\nNe rappelez plus !",
        "Merci de patienter,\nvous n'avez pas le choix.",
        "Bonne nouvelle :\nvotre demande est rejetée.",
        "Bonne journée, et lisez mieux la prochaine fois.",
        "Bien à vous, Paul",
        "Bonjour,\n--\nVous auriez dû lire la notice.",
        "Bonjour,\n--\nVous auriez dû lire la notice",
        "Bonjour,\n\nÀ faire :\n- débranchez,\n- attendez,\n- rebranchez",
        "Bonjour,\n\nTailles :\nPetite\nMoyenne",
        "Bonjour Madame,\n\nVous demandez un avoir.\n\nJamais",
        "Bonjour Madame,\n\nVous demandez un avoir.\n\nTant Pis",
        "Bonjour Madame,\n\nVous demandez un avoir.\n\nVotre faute",
        "Bonjour Madame,\n\nVous demandez un avoir.\n\nL'agence est fermée",
        "Bonjour Madame,\n\nVous demandez un avoir.\n\n1. Payez\n2. Attendez",
        "Elle part demain.\n\nCordialement,\n- refus définitif",
    ],
)
def test_leaves_last_words_that_look_like_a_signature(text: str) -> None:
    assert found_in(text) == []


FOOTERS = [
    "Ce message est confidentiel. Toute diffusion est interdite.",
    "Ce courriel et ses pièces jointes sont confidentiels et destinés à leur seul destinataire.",
    "Ce message et toutes les pièces jointes sont établis à l’intention exclusive de ses destinataires.",
    "Cet e-mail est confidentiel : si vous n'en êtes pas le destinataire, merci de le détruire.",
    "Les informations contenues dans ce message sont confidentielles.",
    "Si vous n'êtes pas le destinataire de ce message, merci de le détruire.",
    "Si vous avez reçu ce message par erreur, merci de le détruire.",
    "Conformément au RGPD, vous disposez d'un droit d'accès et de rectification.",
    "Conformément à la loi Informatique et Libertés, vous disposez d’un droit d’opposition.",
    "Pensez à l'environnement avant d'imprimer ce message.",
    "🌱 Pensez à l'environnement : n'imprimez ce mail que si nécessaire.",
    "N'imprimez ce message que si nécessaire.",
    "Ce message a été envoyé automatiquement, merci de ne pas y répondre.",
    "Cet e-mail est automatique. Merci de ne pas y répondre.",
    "Ceci est un message automatique, merci de ne pas répondre.",
    "Merci de ne pas répondre à ce message.",
    "Cet e-mail est une adresse non lue.",
    "Cette adresse n'est pas relevée, il est impossible d'y répondre.",
    "Lumo SA au capital de 40 000 € – RCS Lyon 512 345 678",
    "Lumo SARL, SIRET 512 345 678 00019, TVA FR12512345678",
    "Mutuelle Exemple, régie par le Code de la mutualité, n° 512 345 678.",
    "This message is confidential and intended only for its recipient.",
    "If you have received this message in error, please delete it.",
    "Please do not reply to this message.",
    "Cet email vous est envoyé par Lumo. Pour ne plus le recevoir ou vous désabonner, cliquez ici.",
    "AVIS DE CONFIDENTIALITÉ : ce message est confidentiel, vous devez le détruire.",
    "*** Ce message est confidentiel. ***",
    "© 2026 Lumo. Tous droits réservés.",
]


@pytest.mark.parametrize("footer", FOOTERS)
@pytest.mark.parametrize(
    "above",
    [
        "Elle part demain.\n\nCordialement,\n[[signature|Paul Roy]]\n\n",
        "Elle part demain.\n\nCordialement,\n[[signature|Paul Roy]]\n",
        "Elle part demain.\n\n[[signature|Paul Roy]]\n\n",
        "Elle part demain.\n\n",
    ],
)
def test_skips_legal_footers(above: str, footer: str) -> None:
    same(f"Bonjour Madame,\n\n{above}[[mentions|{footer}]]")


def test_skips_a_row_of_legal_footers_as_one() -> None:
    same(
        "Elle part demain.\n\nCordialement,\n[[signature|Paul]]\n\n[[mentions|"
        "Ce message est confidentiel.\nToute diffusion est interdite.\n\n"
        "Nous ne sommes pas responsables de son altération.\n\n"
        "Pensez à l'environnement avant d'imprimer ce mail.]]\n"
    )


@pytest.mark.parametrize(
    "last",
    [
        "Ce message vous a été envoyé par erreur, je vous prie de nous excuser.",
        "Ce message automatique vous a été envoyé à tort, vous n'auriez pas dû le recevoir.",
        "Ce mail confirme l'envoi de votre lampe.",
        "Conformément au RGPD, nous ne pouvons pas vous donner l'adresse du vendeur.",
        "Conformément à nos conditions, vous devez payer le retour.",
        "Conformément au Code de la consommation, vous disposez d'un délai de 14 jours : il est dépassé.",
        "Ce courriel fait suite à votre appel ; l'exclusion de garantie s'applique.",
        "Ce courrier ne peut pas vous être renvoyé.",
        "En vertu de l'article 6, votre demande est rejetée.",
        "Pensez à imprimer le bon de retour avant mardi.",
        "Avant d'imprimer le bon, vérifiez votre adresse.",
        "Merci de ne pas répondre à la relance, elle est partie par erreur.",
        "Si vous avez reçu deux lampes par erreur, gardez-les.",
        "Si vous n'êtes pas satisfaite, renvoyez la lampe.",
        "Le contrôle\nde votre entreprise par son numéro SIRET a échoué, refaites-le.",
        "Le contrôle automatique\npar numéro SIRET prend deux jours : refaites-le lundi.",
        "Votre SIRET 512 345 678 00019 est invalide, vous devez le corriger.",
        "Merci de nous indiquer votre SIRET et votre numéro de TVA.",
        "Les informations de votre contrat sont fausses.",
        "Avertissement : sans paiement lundi, la ligne sera coupée.",
        "Cette adresse est fausse, vous devez la corriger.",
        "Vous recevez ce jour une lampe neuve.",
        "Votre dossier est confidentiel, je ne peux pas vous le lire.",
        "Merci de ne pas répondre n'importe quoi.",
        "Important : vous devez payer avant lundi.",
        "Le capital de votre contrat est bloqué jusqu'en 2031.",
    ],
)
@pytest.mark.parametrize("above", ["Bonjour Madame,\n\nVotre lampe est réparée.\n\n", "Bonjour Madame,\n\n", ""])
def test_leaves_sentences_that_look_like_a_footer(above: str, last: str) -> None:
    assert found_in(above + last) == []


@pytest.mark.parametrize("footer", FOOTERS)
@pytest.mark.parametrize("above", ["", "Bonjour Madame,\n\n", "Bonjour,\n"])
def test_takes_a_footer_that_stands_alone_for_the_answer(above: str, footer: str) -> None:
    assert found_in(above + footer) == []


def test_tells_all_the_reasons_of_one_draft_apart() -> None:
    same(
        "Bonjour,\n\n[[citation|> Elle est cassée.]]\n\nVous parlez d'un [[citation|« choc »]] : c'est non.\n\n"
        "Cordialement,\n[[signature|Paul « Polo » Roy]]\n\n[[mentions|Ce message est confidentiel.]]\n\n"
        "[[historique|De : Ève <eve@exemple.fr>\nEnvoyé : mardi\nObjet : lampe\n\nElle est « cassée ».]]"
    )


@pytest.mark.parametrize("text", ["", " ", "\n", "\r\n\r\n", "«", "»", '"', "'", ">", "--", ":", "a écrit :", "De :"])
def test_accepts_next_to_nothing(text: str) -> None:
    assert all(part.reason in REASONS for part in skipped(text))


SIGNS = "«»“”„‘’'\"> \u00a0\n\r"
WORDS = ("<<", ">>", "&gt;", "\r\n", "\n\n", "--", "________", "a écrit :", "Le 3 mai 2026 à 10:12, ", "Ève <e@x.fr>")
FORMULAS = ("De : ", "Objet : x", "-----Message d'origine-----", "Cordialement,", "Paul Roy", "PS : ", "non", "c'est ")
MORE = ("vous écrivez : ", "15", "Ce message est confidentiel.")
PIECES = st.sampled_from((*SIGNS, *WORDS, *FORMULAS, *MORE))
DRAFTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=40).map("".join))


@settings(deadline=None)
@given(DRAFTS)
def test_stretches_are_sorted_apart_and_inside_the_text(text: str) -> None:
    end = 0
    for part in skipped(text):
        assert end <= part.span.start < part.span.end <= len(text)
        assert text[part.span.start : part.span.end].strip() == text[part.span.start : part.span.end]
        assert part.reason in REASONS
        end = part.span.end


@settings(deadline=None)
@given(DRAFTS)
def test_blank_lines_at_the_end_change_nothing(text: str) -> None:
    assert skipped(text + "\n\n") == skipped(text)


@settings(deadline=None)
@given(DRAFTS, st.sampled_from(["Vous avez tort.", "Ce n'est pas possible, hélas."]))
def test_a_first_plain_sentence_stays_live(text: str, sentence: str) -> None:
    draft = f"{sentence}\n\n{text}"
    assert all(part.span.start > len(sentence) for part in skipped(draft))


# A text that a quadratic reader would need hours for; each has to be read at once, with this many stretches.
MANY = 10_000
LONG = {
    "one line": ("Vous avez tort. " * 10 * MANY, 0),
    "many small quotations": ("« non » " * 2 * MANY, 2 * MANY),
    "nested guillemets": ("« " * 4 * MANY, 0),
    "nested and closed": ("Un " + "« " * 2 * MANY + "» " * 2 * MANY, 1),
    "guillemets over paragraphs": ("« a\n\n" * 2 * MANY, 0),
    "closers without openers": ("“ " * 2 * MANY + "» " * 2 * MANY, 0),
    "straight marks": ('a " ' * 4 * MANY, 2 * MANY),
    "inches": ('15" ' * 4 * MANY, 0),
    "single marks": (" 'a" * 4 * MANY, 0),
    "arrows": ("> non\n" * 4 * MANY, 1),
    "arrows and quotations": ("> non\n« oui »\n" * 2 * MANY, 4 * MANY),
    "blank lines": ("\n" * 20 * MANY, 0),
    "lines of spaces": ("\n" + " " * 20 * MANY + "x", 0),
    "headers that are none": ("Le 3 mai, il a écrit :\n" * 2 * MANY, 0),
    "senders": ("x\nDe : Paris\n" * 2 * MANY, 0),
    "senders and blank lines": ("De : Paris\n\n\n\n" * 2 * MANY, 0),
    "goodbyes": ("Cordialement,\n" * 4 * MANY, 0),
    "delimiters": ("--\n" * 4 * MANY, 0),
    "footers": ("Ce message est confidentiel.\n\n" * 2 * MANY, 1),
    "combining marks": ("a" + "\u0327\u0301" * 10 * MANY, 0),
}


@pytest.mark.parametrize("name", LONG)
def test_reads_long_texts_in_one_pass(name: str) -> None:
    text, count = LONG[name]
    assert len(skipped(text)) == count
