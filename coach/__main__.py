"""`python -m coach`."""

from coach.cli.app import main

main()
