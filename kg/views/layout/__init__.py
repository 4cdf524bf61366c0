"""Geometry of the pictures: pure functions over numbers and labels, the same result every run."""
