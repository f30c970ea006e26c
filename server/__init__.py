"""The inference server on the customer's premises: sockets in, understanding, storage, sockets out."""
