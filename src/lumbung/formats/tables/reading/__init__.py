"""The reading side: tables found on sheets become observations, findings and checked totals."""
