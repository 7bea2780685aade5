"""Pages with a form, each for one command of the care loop."""
