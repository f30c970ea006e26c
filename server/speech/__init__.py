"""From packets of sound to text: end-pointing, the recogniser's queue, agreement of partials, guards, normalising."""
