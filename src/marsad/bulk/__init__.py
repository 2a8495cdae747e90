"""Archives of millions of pages: the same reading, by many processes or on Ray, with Parquet as the result."""
