"""`bench category-page`: how soon a shelf of many thousand products answers, and what it asks of the database."""
