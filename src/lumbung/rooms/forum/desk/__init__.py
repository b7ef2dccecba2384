"""The pages of forum on the desk: they translate, they decide nothing."""
