from __future__ import annotations

from coach.french.packed import PackedWords, pack_words

WORDS = {f"mot{number}": f"{number}\t{number * 7}" for number in range(5_000)} | {
    "été": "ê",
    "\ud800": "seul",
    "": "rien",
}


def test_every_word_is_found_and_no_other() -> None:
    packed = PackedWords(pack_words(WORDS))
    assert {word: packed.get(word) for word in WORDS} == WORDS
    assert [packed.get(word) for word in ("mot", "mot12345", "zut", "\n", "\n\n", "mot1\t", " ")] == [None] * 7


def test_an_empty_table_has_no_word() -> None:
    assert PackedWords(pack_words({})).get("mot") is None


def test_only_the_blocks_asked_for_are_opened() -> None:
    firsts, blocks = pack_words(WORDS)
    assert len(blocks) > 10
    spoiled = [b"" if number else block for number, block in enumerate(blocks)]
    word = firsts[0].decode()
    assert PackedWords((firsts, spoiled)).get(word) == WORDS[word]
