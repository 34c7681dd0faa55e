"""`bench feed-pictures`: how many pictures of price lists an hour come in and hang."""
