"""Everything that runs a model: the store, speech recognition, voice activity, voice measures, speech synthesis.

Imports neither `server` nor `protocol`.  Engines are named in tables and imported only when used.
"""
