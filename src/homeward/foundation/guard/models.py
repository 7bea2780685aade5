"""No tables of its own; Django calls `post_migrate` only for apps that could have some."""
