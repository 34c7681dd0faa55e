"""`yarmarka bench promise`: are dates kept as often as they say, and are they better than simple quantiles?"""
