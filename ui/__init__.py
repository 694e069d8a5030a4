"""The faces: command line, API and chat."""
