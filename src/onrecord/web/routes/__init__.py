"""Each kind of page: its address, what it asks of the ledger, and its forms."""
