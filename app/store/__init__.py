"""The store: SQLAlchemy Core over SQLCipher; the only writer of the record."""
