"""Pages and a read-only SPARQL 1.1 endpoint over HTTP: what ``kg serve`` starts."""
