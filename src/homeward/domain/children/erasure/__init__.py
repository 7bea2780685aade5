"""Erasing a child: everything that names it goes, statistics keep a twin without a name."""
