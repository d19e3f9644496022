from __future__ import annotations

from pathlib import Path

import pytest

from coach.config import Config, TripLimits, load_config, margins_in_order, user_folder
from coach.errors import ConfigError
from coach.render import FORMATS

FULL = """\
phrases: ["nos phrases", "/partage/phrases"]
marges: "marges.yaml"
format: json
gravite_minimale: a-reprendre
gravite_bloquante: conseil
encodage: cp1252
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Go to an empty folder, with an empty folder of settings for the user."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    folder = tmp_path / "dossier"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.mark.usefixtures("here")
def test_nothing_is_said_where_there_is_no_file() -> None:
    assert load_config() == Config()


@pytest.mark.parametrize("text", [FULL, "\ufeff" + FULL, FULL.replace("\n", "\r\n")])
def test_a_full_file(here: Path, text: str) -> None:
    (here / "equipe").mkdir()
    (here / "equipe" / "reglages.yaml").write_text(text, "utf-8", newline="")
    assert load_config(Path("equipe/reglages.yaml"), FORMATS) == Config(
        # Paths are those of the file, not of the folder where coach runs.
        phrasebooks=(Path("equipe/nos phrases"), Path("/partage/phrases")),
        margins=Path("equipe/marges.yaml"),
        format="json",
        min_severity="a-reprendre",
        fail_on="conseil",
        encoding="cp1252",
    )


@pytest.mark.parametrize(
    ("text", "channel", "limits"),
    [
        ("", "chat", TripLimits(3, 6)),
        ("allers-retours: {attendu: 2}", "chat", TripLimits(2, 6)),
        ("allers-retours: {attendu: 9}", "chat", TripLimits(9, 9)),
        ("allers-retours: {attendu: 2, alerte: 4, canaux: {'Le  Chat': {alerte: 8}}}", "le chat", TripLimits(2, 8)),
        ("allers-retours: {attendu: 2, alerte: 4, canaux: {chat: {alerte: 8}}}", "mail", TripLimits(2, 4)),
    ],
)
def test_exchanges_have_limits_by_channel(here: Path, text: str, channel: str, limits: TripLimits) -> None:
    (here / "coach.yaml").write_text(f"format: json\n{text}\n", "utf-8")
    assert load_config().trips.of(channel) == limits


def test_one_phrasebook_needs_no_list(here: Path) -> None:
    (here / "coach.yaml").write_text("phrases: 'nos phrases'\n", "utf-8")
    assert load_config().phrasebooks == (Path("nos phrases"),)


def test_the_folder_before_the_user_and_the_option_before_both(here: Path) -> None:
    user_folder().mkdir(parents=True)
    (user_folder() / "coach.yaml").write_text("format: csv\n", "utf-8")
    (here / "autre.yaml").write_text("format: json\n", "utf-8")
    assert load_config().format == "csv"
    (here / "coach.yaml").write_text("gravite_minimale: bloquant\n", "utf-8")
    # One file holds: the two are not mixed.
    assert load_config() == Config(min_severity="bloquant")
    assert load_config(Path("autre.yaml")).format == "json"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("fromat: json", "coach.yaml:1 : clé inconnue « fromat » ; vouliez-vous dire « format » ?"),
        ("format: json\nxyz: 'a'", "coach.yaml:2 : clé inconnue « xyz » ; clés possibles : phrases, marges, format"),
        ("format: json\nformat: csv", "coach.yaml:2 : clé « format » écrite deux fois"),
        ("format: jsonn", "coach.yaml:1 : format : « jsonn » n’existe pas ; vouliez-vous dire « json » ?"),
        ("format: ['json']", "coach.yaml:1 : un format est attendu ici"),
        ("marges: marges.yaml", "coach.yaml:1 : ce texte se met entre guillemets droits"),
        ("marges: ''", "coach.yaml:1 : ce texte est vide"),
        ("phrases: {a: 'b'}", "coach.yaml:1 : un texte entre guillemets est attendu ici"),
        ("\ngravite_minimale: grave", "coach.yaml:2 : degré : « grave » n’existe pas ; possibles : conseil"),
        ("gravite_bloquante: bloquand", "coach.yaml:1 : degré : « bloquand » n’existe pas ; vouliez-vous"),
        ("encodage: utf-88", "coach.yaml:1 : encodage inconnu « utf-88 » ; essayez utf-8"),
        ("", "coach.yaml:1 : ce fichier est vide"),
        ("bonjour", "coach.yaml:1 : une liste de clés (« clé : valeur ») est attendue ici"),
        ("format: [", "coach.yaml:2 : YAML illisible"),
        ("? [a]\n: b", "coach.yaml:1 : cette clé n’est pas un mot"),
        ("a: &a [*a, *a]", "coach.yaml:1 : les renvois de YAML (« &nom », « *nom ») ne sont pas admis"),
        ("[" * 5000, "coach.yaml"),
        ("allers-retours: {atendu: 3}", "coach.yaml:1 : clé inconnue « atendu » ; vouliez-vous dire « attendu » ?"),
        ("allers-retours: {attendu: trois}", "coach.yaml:1 : un nombre de 1 à 9999 est attendu ici"),
        ("allers-retours: {attendu: 0}", "coach.yaml:1 : un nombre de 1 à 9999 est attendu ici"),
        ("allers-retours: {attendu: 8, alerte: 6}", "coach.yaml:1 : « alerte » (6) est plus petit que « attendu » (8)"),
        ("allers-retours:\n  canaux:\n    chat: 3", "coach.yaml:3 : une liste de clés"),
        ("allers-retours:\n  canaux: ['chat']", "coach.yaml:2 : une liste de clés"),
    ],
)  # fmt: skip
def test_errors_name_file_and_line(here: Path, text: str, words: str) -> None:
    (here / "coach.yaml").write_text(text + "\n", "utf-8")
    with pytest.raises(ConfigError) as raised:
        load_config(None, FORMATS)
    assert str(raised.value).startswith(words)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "absent.yaml : ce fichier de réglages n’existe pas"),
        (b"\xff\xfe", "absent.yaml : ce fichier de réglages est"),
    ],
)
def test_a_file_given_by_name_must_be_readable(here: Path, content: bytes | None, words: str) -> None:
    if content is not None:
        (here / "absent.yaml").write_bytes(content)
    with pytest.raises(ConfigError, match=words):
        load_config(Path("absent.yaml"))
    with pytest.raises(ConfigError, match=r"\. : ce fichier de réglages est illisible"):
        load_config(Path())


def test_a_folder_that_is_closed_to_us_holds_no_settings(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(self: Path) -> bool:
        raise PermissionError

    monkeypatch.setattr(Path, "is_file", closed)
    assert load_config() == Config()


def test_a_user_without_a_home_has_no_settings(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("XDG_CONFIG_HOME")
    monkeypatch.setattr(Path, "home", homeless)
    assert load_config() == Config()


def test_margins_are_the_users_then_the_settings_then_the_calls(here: Path) -> None:
    own = user_folder() / "marges.yaml"
    assert margins_in_order(Config()) == []
    own.parent.mkdir(parents=True)
    own.write_text("marges: []\n", "utf-8")
    settings = Config(margins=Path("equipe.yaml"))
    assert margins_in_order(settings, Path("appel.yaml")) == [own, Path("equipe.yaml"), Path("appel.yaml")]
    # Settings that stand beside it may name it: it is read once.
    assert margins_in_order(Config(margins=own)) == [own]
