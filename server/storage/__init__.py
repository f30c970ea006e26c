"""What the server keeps: one SQLite database in the state directory, with the words of calls encrypted field by field.

`state.StateDirectory` names the files, `database.Database` opens and guards the one connection, the other modules
hold the questions that can be asked of it, one subject each.

Errors::

    StorageError             code `storage.failed`
    ├── StorageFull          code `storage.full`, retryable: the disk is full or refuses to write
    ├── StorageBusy          code `storage.busy`, retryable: another process holds the database
    ├── StorageDamaged       code `storage.damaged`: the file is no intact database, or is newer than this program
    ├── KeyMissing           code `storage.key`: a key file is missing, readable by others, or not the one in use
    └── UnknownRecord        code `storage.unknown`: no such call, user, workstation
"""
