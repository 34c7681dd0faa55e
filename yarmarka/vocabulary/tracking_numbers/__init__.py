"""Tracking numbers: whose a number may be, and whether its check digit is right. Pure."""

from yarmarka.vocabulary.tracking_numbers.recognise import Candidate, Recognised, recognise

__all__ = ["Candidate", "Recognised", "recognise"]
