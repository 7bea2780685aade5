"""Two records that are one child become one, and can be parted again exactly."""
