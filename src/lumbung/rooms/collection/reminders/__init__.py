"""Reminders: when they are due, what one mail a day says, and how it is sent once."""
