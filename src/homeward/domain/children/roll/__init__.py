"""From a spreadsheet to the register: plan, write what a person agreed to, undo."""
