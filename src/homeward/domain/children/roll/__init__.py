"""From a spreadsheet to the register: plan first, then write what a person agreed to, undo while it can be."""
