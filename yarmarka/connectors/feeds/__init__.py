"""Sellers' feeds: each format is a folder that turns its file into the same frozen rows, one after another."""
