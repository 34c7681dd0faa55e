"""Tests of sellers' feeds."""
