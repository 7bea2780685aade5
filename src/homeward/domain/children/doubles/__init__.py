"""Records that may be one child: found by the machine, asked about, and decided by people."""
