"""The public pages, one module a subject; they translate and decide nothing."""
