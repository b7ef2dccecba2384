"""The examples in the docstrings of the core are true."""

import doctest
import importlib
import pkgutil

import pytest

import lumbung.vocabulary


def modules_of_the_ground_floor():
    walk = pkgutil.walk_packages(lumbung.vocabulary.__path__, "lumbung.vocabulary.")
    return [module.name for module in walk]


@pytest.mark.parametrize("name", modules_of_the_ground_floor())
def test_what_a_docstring_shows_is_what_happens(name):
    module = importlib.import_module(name)

    assert doctest.testmod(module, optionflags=doctest.ELLIPSIS).failed == 0
