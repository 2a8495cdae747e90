"""The pages: each takes the Book of whoever asks and pure queries, and shows them."""
