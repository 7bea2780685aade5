"""A family asks that something be corrected; whoever supervises answers in time, or gives the reason."""
