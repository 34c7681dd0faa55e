"""Trading under fire: shoppers who try everything, a bad line, killed processes; and a judge who counts afterwards."""
