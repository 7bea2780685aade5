"""The API under /api/v1/: a command each as POST, queries as resources; made from the registry."""
