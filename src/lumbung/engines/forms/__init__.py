"""Forms: a definition made ready (:func:`compile_form`), answers judged and read.

What the expressions of a form may read is told in :mod:`facts`, how a page posts in :mod:`posted`.
"""

from lumbung.engines.forms.compiling import CompiledForm, compile_form
from lumbung.engines.forms.judgement import Judgement
from lumbung.engines.forms.posted import answers_of, posted_fields, posted_of, with_posted
from lumbung.vocabulary.formdefinitions import FormFault
from lumbung.vocabulary.formvalues import public_answers

__all__ = [
    "CompiledForm",
    "FormFault",
    "Judgement",
    "answers_of",
    "compile_form",
    "posted_fields",
    "posted_of",
    "public_answers",
    "with_posted",
]
