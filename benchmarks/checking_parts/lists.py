"""The codes that both the data and our side know; apart, so that a side pays for nothing but itself."""

INDICATORS = [f"IND{n:03d}" for n in range(1, 11)]
PERIODS = [str(year) for year in range(2015, 2025)]
SEXES = ["laki-laki", "perempuan"]
AGES = ["0-14", "15-24", "25-54", "55-64", "65+"]
STATUSES = ["normal", "provisional", "estimated", "revised"]
MOST = 1_000_000
