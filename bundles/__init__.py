"""Cases, parties, access, documents, labels, pagination, publications, court rules. The ground floor: imports no other room."""
