"""Build the browser edition: the notebooks in JupyterLite, with Python in WebAssembly (Pyodide)."""
