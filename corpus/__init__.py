"""Documents, library, index, scope and services: what every other package reads."""
