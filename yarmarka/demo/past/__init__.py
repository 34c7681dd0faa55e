"""The demo world's past: orders placed, paid, sent, followed, received, spoken of and paid out by the real flows.

`plan` says who buys what when, `trade` what becomes of it, `clock` what happens by itself, `speech` what people say,
`talk` what they write to sellers; `live` lets it happen in the order of its time.
"""
