"""Tests of the papers that go with a parcel."""
