"""Questions, named or the reader's own: found, narrowed, answered, labelled, quoted."""
