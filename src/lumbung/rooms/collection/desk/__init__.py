"""The staff pages of collection: they translate, they decide nothing."""
