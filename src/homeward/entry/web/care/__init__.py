"""The care loop: my day, plan, records of what was done, the board, the programmes."""
