"""The tables beside the graph: their columns, their Parquet files, their parts by place."""
