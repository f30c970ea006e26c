"""What a language model may put on an agent's screen: a stub model server that invents, and what was painted of it."""
