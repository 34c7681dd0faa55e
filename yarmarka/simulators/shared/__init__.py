"""What every stand-in needs: a durable store, an HTTP front, signed webhooks and pages in two languages."""
