"""The warm process behind an instant `coach check`, and its client.

The process keeps the phrasebooks and the code loaded, and no text: for each call it forks a child that has all of it at
once, answers, and ends. The client imports next to nothing; whatever goes wrong, it does the work itself.
"""
