"""Who may do what to whom, and which fields they see. Nothing else in the house decides this."""
