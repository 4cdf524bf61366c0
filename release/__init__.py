"""What is made for those who have no checkout: ``make release``, ``make wheelhouse``, ``make weigh``."""
