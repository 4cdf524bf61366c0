"""One file answers one question that needs a graph or a judgement."""
