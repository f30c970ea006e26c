"""Who is calling: the customer's record from the house's own systems, each field with its source and date.

`desk` asks the connectors in turn: the bank's CRM over HTTPS (`crm`), then the built-in table
(`server.storage.customers`), which `importing` fills from CSV or JSON.  What comes back is checked field by field
(`reading`): a field of the wrong type, or one without a source, is named and left out, never shown as a fact.
`views` masks what a role may not see.  Next: `server.calls.customer`.

Errors::

    CustomerError            code `customer.failed`
    ├── ImportRefused        code `customer.import`: every fault by row and column; nothing was imported
    ├── FieldsInvalid        code `customer.fields`: the state directory's `customer_fields.toml` can not be used
    ├── CrmSettings          code `customer.settings`: address, certificate or credential of the CRM can not be used
    └── CrmFailed            code `customer.crm` or closer: `.timeout`, `.unreachable`, `.certificate`, `.redirect`, `.too_large`,
                             `.not_json`, `.malformed`, `.refused`, `.status`, `.paused`; retryable
"""
