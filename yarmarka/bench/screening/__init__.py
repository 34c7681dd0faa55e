"""How well screening tells parties apart, on pairs and lists whose answers are known."""
