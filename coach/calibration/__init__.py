"""Calibration: the tool and the trainers read the same messages, and what they agree on is measured."""
