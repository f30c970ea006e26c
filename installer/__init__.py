"""Set-up of Seatmate: from a bare checkout to a running program, and from the program to customers' installers.

Start at `bootstrap.py`; it asks `system_packages` for the libraries of the operating system, `environment` for
the `.venv`, and `checks` for the test command.  All of it runs on the standard library alone, because it runs first.
"""
