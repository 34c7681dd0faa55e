"""Mail: where letters go when no mail server is to be bothered."""
