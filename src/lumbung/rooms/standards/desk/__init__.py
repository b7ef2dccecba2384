"""The pages of the registry on the desk: they translate, they decide nothing."""
