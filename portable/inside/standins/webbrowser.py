"""What stands for the module that Pyodide lacks and Pyvis imports: the page opens no browser."""
