"""The staff pages of review: they translate, they decide nothing."""
