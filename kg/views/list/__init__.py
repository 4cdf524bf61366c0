"""What the views of a list's page are told: one file a view."""
