"""One file per screen-sized question over several contexts, with its SQL."""
