"""What stands for cryptography, by which pdfminer opens documents that are locked."""
