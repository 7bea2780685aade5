"""What happened, by whom, to whom: append-only, hash-chained, proved by `./homeward audit verify`."""
