"""The parts of one child's page, each made from what the query gave."""
