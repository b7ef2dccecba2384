"""The pages of metadata on the desk: they translate, they decide nothing."""
