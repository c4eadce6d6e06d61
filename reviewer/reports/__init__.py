"""Reviews -> what people and programs read; one file a format, named as the user types it."""
