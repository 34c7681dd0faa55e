"""Simulated Post: a carrier that issues valid S10 numbers and scans parcels along their way."""
