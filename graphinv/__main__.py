"""`python -m graphinv` is the command line."""

from graphinv.cli import main

main()
