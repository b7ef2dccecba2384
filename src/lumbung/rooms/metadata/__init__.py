"""Statistical metadata: what activities, variables and indicators are, who approved it, what still lacks."""
