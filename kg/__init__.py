"""A knowledge graph of the responsibilities that China's township duty lists lay down."""
