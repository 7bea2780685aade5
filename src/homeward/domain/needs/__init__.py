"""What children need: screening, guardianship, alerts with a clock, reports of harm (paper, 3)."""
