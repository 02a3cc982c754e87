"""Sample pages for `wirefold up`: pages.jsonl, one RawArticle a line, in the order in which they were fetched."""
