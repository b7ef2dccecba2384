"""The staff pages of release: they translate, they decide nothing."""
