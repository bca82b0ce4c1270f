"""How the shipped weights were made, from data to model card. Needs torch; not part of the package."""
