"""People who want to help: how they are vetted, live, and whom they are matched with."""
