"""Pure engines: no Django, no clock, no input or output but values handed in."""
