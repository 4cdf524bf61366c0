"""What stands for jsonpickle, which Pyvis imports for a method that is not called."""
