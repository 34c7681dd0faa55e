"""Where something is: countries, Russian regions, contested places of their own, and what people type for them."""
