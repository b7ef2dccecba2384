"""OGC API Features as it is written: requests, filters, shapes, features and documents."""
