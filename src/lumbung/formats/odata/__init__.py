"""OData 4.0 as it is written: requests, filters, the description of the data, pages and faults."""
