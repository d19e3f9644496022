"""The tables of the history, in the trainers' language: they query them with SQL."""

from __future__ import annotations

# Raise it when a table changes; a file of a newer one is refused.
VERSION = 1

_TABLES = """
CREATE TYPE niveau AS ENUM ('conseil', 'a-reprendre', 'bloquant');

CREATE TABLE histoire (version INTEGER, creee TIMESTAMP, sel BLOB);
COMMENT ON TABLE histoire IS 'Une ligne : la version du schéma, et le sel qui brouille les noms des conseillers.';

CREATE TABLE relectures (
    relecture INTEGER, debut TIMESTAMP, fin TIMESTAMP, etat VARCHAR, version VARCHAR, cle VARCHAR, graine BIGINT,
    chemins VARCHAR, conversations BIGINT, nouvelles BIGINT
);
COMMENT ON TABLE relectures IS 'Les lancements de coach review, du plus ancien au plus récent.';
COMMENT ON COLUMN relectures.etat IS 'en cours, finie ou interrompue.';
COMMENT ON COLUMN relectures.cle IS 'Ce qui relit (phrases, marges, modèle, version) : deux clés ne se comparent pas.';
COMMENT ON COLUMN relectures.chemins IS 'Empreinte des chemins demandés, jamais les chemins.';
COMMENT ON COLUMN relectures.nouvelles IS 'Conversations que l’historique ne connaissait pas.';

CREATE TABLE lectures (
    relecture INTEGER, conversation BIGINT, dossier VARCHAR, source VARCHAR, reference VARCHAR, lieu VARCHAR
);
COMMENT ON TABLE lectures IS 'Quelle relecture a vu quelle conversation, et où la retrouver.';
COMMENT ON COLUMN lectures.dossier IS 'Empreinte du dossier : le même pour une conversation et sa suite.';
COMMENT ON COLUMN lectures.source IS 'Fichier lu, noms masqués sauf avec --with-names.';
COMMENT ON COLUMN lectures.reference IS 'Numéro de la conversation dans l’export, noms masqués de même.';

CREATE TABLE conversations (
    conversation BIGINT, empreinte VARCHAR, cle VARCHAR, enregistree TIMESTAMP, premier TIMESTAMP, dernier TIMESTAMP,
    canal VARCHAR, motif VARCHAR, messages INTEGER, allers_retours INTEGER, sans_suite BOOLEAN, sans_reponse BOOLEAN
);
COMMENT ON TABLE conversations IS 'Une ligne par conversation relue, sans son texte.';
COMMENT ON COLUMN conversations.empreinte IS 'Empreinte du contenu et de ce qui relit.';
COMMENT ON COLUMN conversations.premier IS 'Date du premier message, à l’heure de l’export.';
COMMENT ON COLUMN conversations.messages IS 'Messages de conseillers relus.';
COMMENT ON COLUMN conversations.sans_suite IS 'Dernière réponse aimable, sans issue, sans action et sans date.';
COMMENT ON COLUMN conversations.sans_reponse IS 'Dernière question du client restée sans réponse.';

CREATE TABLE messages (
    conversation BIGINT, numero INTEGER, conseiller VARCHAR, quand TIMESTAMP, mots INTEGER, forme INTEGER,
    fond INTEGER, gravite niveau, manques VARCHAR[], a_relire BOOLEAN
);
COMMENT ON TABLE messages IS 'Une ligne par message de conseiller relu.';
COMMENT ON COLUMN messages.numero IS 'Rang du message dans la conversation, à partir de 1.';
COMMENT ON COLUMN messages.conseiller IS 'Empreinte du nom, propre à ce fichier ; vide sans nom.';
COMMENT ON COLUMN messages.gravite IS 'Niveau de la remarque la plus grave ; NULL sans remarque.';
COMMENT ON COLUMN messages.manques IS 'Ce que le message n’a pas : sans-issue, sans-suite…';
COMMENT ON COLUMN messages.a_relire IS 'Une reformulation reprendrait ses mots : il est relu à chaque fois.';

CREATE TABLE remarques (
    conversation BIGINT, numero INTEGER, regle VARCHAR, categorie VARCHAR, gravite niveau, debut INTEGER, fin INTEGER,
    constat VARCHAR, reformulations VARCHAR[], citation VARCHAR
);
COMMENT ON TABLE remarques IS 'Une ligne par remarque.';
COMMENT ON COLUMN remarques.debut IS 'Premier caractère dans le message, à partir de 0.';
COMMENT ON COLUMN remarques.reformulations IS 'Phrases du carnet, jamais celles du message.';
COMMENT ON COLUMN remarques.citation IS 'La phrase masquée, avec --keep-quotes ; NULL sinon.';

CREATE TABLE qualites (
    conversation BIGINT, numero INTEGER, qualite VARCHAR, debut INTEGER, fin INTEGER, constat VARCHAR, citation VARCHAR
);
COMMENT ON TABLE qualites IS 'Une ligne par qualité : ce que le message fait bien.';

CREATE TABLE conseillers (conseiller VARCHAR, nom VARCHAR);
COMMENT ON TABLE conseillers IS 'Les noms, avec --with-names seulement.';
"""
_VIEWS = """
CREATE VIEW actuelles AS
WITH derniere AS (SELECT dossier, max(relecture) AS relecture FROM lectures GROUP BY dossier),
     vues AS (SELECT DISTINCT conversation FROM lectures JOIN derniere USING (dossier, relecture))
SELECT conversations.* FROM conversations JOIN vues USING (conversation);
COMMENT ON VIEW actuelles IS 'Les conversations, chacune dans son dernier état : la base des tendances.';
"""
CREATE = _TABLES + _VIEWS
# In the order in which they are filled; a purge copies them one by one.
BY_CONVERSATION = ("conversations", "messages", "remarques", "qualites", "lectures")
