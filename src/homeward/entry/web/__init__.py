"""Pages: Django templates, htmx, and the component set built from `frontend/`."""
