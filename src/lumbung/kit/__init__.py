"""What every page and every room shares: frame, components, fields, jobs, problems told."""
