"""Released figures as OData 4.0, for Excel, Power BI and other programs that refresh tables."""
