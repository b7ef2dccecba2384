"""Release: accepted figures become an edition, now or at a set time; corrections and withdrawals."""
