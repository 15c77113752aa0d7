"""Input files as typed tables: parsed and checked by vectorised SQL, with every refused row kept with its reason."""
