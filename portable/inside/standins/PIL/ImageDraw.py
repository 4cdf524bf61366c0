"""Drawing on pictures of pages: nothing is drawn."""
