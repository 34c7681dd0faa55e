"""How sellers' goods come in: who may send them, from where they are fetched, and what was said of them before."""
