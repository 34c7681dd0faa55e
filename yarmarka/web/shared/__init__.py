"""What all pages share: layout, parts, style, signing in, errors, health."""
