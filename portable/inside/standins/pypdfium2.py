"""What stands for pypdfium2, by which pdfplumber draws pages: the page draws none."""
