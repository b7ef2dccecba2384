"""PxWeb API 2: the tables of this house as the tools of Nordic and other statistical offices read them."""
