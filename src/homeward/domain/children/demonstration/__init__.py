"""The fictional county as rows of the register: for demonstration and for benchmarks."""
