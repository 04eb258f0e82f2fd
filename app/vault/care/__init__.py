"""The page on which a vault is looked after: its passphrase, its copies, how it locks, where it lies."""
