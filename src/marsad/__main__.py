"""`python -m marsad`: the command line where the program's folder is not on the path."""

from marsad.cli import main

main()
