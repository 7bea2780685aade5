"""The database guards itself: no write to a protected table outside a command, on SQLite and PostgreSQL."""
