"""What can go wrong with a model, as one small tree.

    ModelError                 code                   retryable
    ├── ModelMissing           model.missing          no   not in the store, not bundled, a file is not there
    ├── ModelDamaged           model.damaged          no   a file differs from its manifest, or can not be read
    ├── ModelUnsupported       model.unsupported      no   another architecture, a language it does not know
    ├── DownloadFailed         model.download         yes  the hub or the mirror did not deliver
    ├── StoreFailed            model.store            no   the store's directory can not be written, the disk is full
    ├── AudioTooLong           model.audio_too_long   no   more sound in one piece than any call has
    └── EngineFailed           model.engine           yes  a decode failed
        └── EngineOutOfMemory  model.out_of_memory    yes  it would fit in a smaller batch

The message of each is a sentence for the administrator, and says what to do next.
"""

from __future__ import annotations


class ModelError(Exception):
    """Base of the tree; never raised itself."""

    code = "model"
    retryable = False


class ModelMissing(ModelError):
    """The model, or one of its files, is not on this machine."""

    code = "model.missing"


class ModelDamaged(ModelError):
    """A file is not what the manifest says, or is unreadable; nothing of it is loaded."""

    code = "model.damaged"


class ModelUnsupported(ModelError):
    """The model is whole, but not one that this engine, or this language, can use."""

    code = "model.unsupported"


class DownloadFailed(ModelError):
    """The hub or mirror did not deliver; what has arrived is kept and resumed."""

    code = "model.download"
    retryable = True


class StoreFailed(ModelError):
    """The store's directory can not be written."""

    code = "model.store"


class AudioTooLong(ModelError):
    """More than an hour of sound in one piece."""

    code = "model.audio_too_long"


class EngineFailed(ModelError):
    """The engine raised while decoding."""

    code = "model.engine"
    retryable = True


class EngineOutOfMemory(EngineFailed):
    """The device has too little memory for this batch; a smaller one may fit."""

    code = "model.out_of_memory"
