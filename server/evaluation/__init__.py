"""How well a recogniser hears: a folder of sound and text in, error rates, lags and invented words out."""
