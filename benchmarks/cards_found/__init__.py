"""Questions with the articles that answer them (`zh.txt`, `en.txt`), and how often those are found (`__main__`)."""
