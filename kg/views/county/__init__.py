"""What the script of the county's start page is told: lists, comparisons, changes."""
