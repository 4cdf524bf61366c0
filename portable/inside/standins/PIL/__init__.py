"""What stands for Pillow, by which pdfplumber draws pages: the page draws none."""
