"""The yearly data list: proposed by producers, agreed in the Forum Satu Data, followed to its editions."""
