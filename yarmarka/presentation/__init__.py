"""What pages, API and mail share: words for errors, money, dates and places; mail templates."""
