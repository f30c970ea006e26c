"""How well private numbers are masked: written calls with marked entities in, shares that leak out."""
