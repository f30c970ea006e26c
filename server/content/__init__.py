"""Playbooks as objects: what a directory of TOML files says (`playbook`), and how it is read (`loading`)."""
