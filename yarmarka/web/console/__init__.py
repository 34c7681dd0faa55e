"""What the consoles of sellers and operators share: words for states, pages of lists, small parts."""
