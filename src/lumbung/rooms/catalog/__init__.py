"""The catalog: datasets with their structure, and the record of their editions."""
