"""The recipes that made the bundled models (extra `train`); nothing at run time imports this package."""
