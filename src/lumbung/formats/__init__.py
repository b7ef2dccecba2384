"""How figures are written and read outside: spreadsheets and the formats of statistics. Pure; no Django."""
