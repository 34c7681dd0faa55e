"""Pure rules of likeness: what a card says, by what cards meet, how alike they are, what becomes of a proposal."""
