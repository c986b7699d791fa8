"""PLCs: the machine side of the line, read by polling and told by coils and mailboxes."""
