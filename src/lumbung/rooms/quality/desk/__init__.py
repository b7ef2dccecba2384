"""The pages of quality on the desk: they translate, they decide nothing."""
