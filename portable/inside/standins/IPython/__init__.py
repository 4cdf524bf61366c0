"""What stands for IPython, which Pyvis imports for one class."""
