"""Reads the text of an expression into its tree, and refuses all that the language does not hold.

There are two gates. The tokens are looked at first, because a token knows its place and most
of SQL can be told from it; then sqlglot's tree is copied, node by node, into ours, and
what has no counterpart there is refused.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import sqlglot
from sqlglot import exp
from sqlglot.errors import ParseError, TokenError
from sqlglot.tokenizer_core import Token, TokenType

from lumbung.engines.expressions.faults import NotInLanguage, TooComplex, UnknownFunction, Unreadable
from lumbung.engines.expressions.kinds import Kind
from lumbung.engines.expressions.names import near_names
from lumbung.engines.expressions.nodes import Node, depth
from lumbung.engines.expressions.operations import CHOICES, FUNCTION_NAMES
from lumbung.engines.expressions.translation import Translation
from lumbung.vocabulary.words import Text

DIALECT = "duckdb"
LONGEST = 4_000  # characters
MOST_TOKENS = 400
DEEPEST = 20  # brackets, CASEs and signs within one another
DEEPEST_TREE = 40  # operations within one another: a - b + c - d …

_ALLOWED = frozenset(
    {
        TokenType.VAR, TokenType.IDENTIFIER, TokenType.NUMBER, TokenType.STRING,
        TokenType.PLUS, TokenType.DASH, TokenType.STAR, TokenType.SLASH,
        TokenType.EQ, TokenType.NEQ, TokenType.GT, TokenType.GTE, TokenType.LT, TokenType.LTE,
        TokenType.AND, TokenType.OR, TokenType.NOT, TokenType.IS, TokenType.NULL,
        TokenType.IN, TokenType.BETWEEN, TokenType.LIKE,
        TokenType.CASE, TokenType.WHEN, TokenType.THEN, TokenType.ELSE, TokenType.END,
        TokenType.TRUE, TokenType.FALSE, TokenType.L_PAREN, TokenType.R_PAREN, TokenType.COMMA,
    }
)  # fmt: skip
_OPENING = frozenset({TokenType.L_PAREN, TokenType.CASE})
_CLOSING = frozenset({TokenType.R_PAREN, TokenType.END})
_SIGNS = frozenset({TokenType.NOT, TokenType.DASH})


def read_node(text: str, columns: Mapping[str, Kind]) -> Node:
    """Read an expression over named columns into its tree."""
    if len(text) > LONGEST:
        raise TooComplex(text, LONGEST, what=Text("panjang", "long"), limit=LONGEST)
    tokens = _tokens(text)
    _pass_comments(text, tokens)
    _pass_tokens(text, tokens, columns)
    _pass_depth(text, tokens)
    try:
        return _translated(text, columns)
    except ParseError as fault:
        raise _unreadable(text, tokens, fault) from fault
    except RecursionError as fault:
        raise TooComplex(text, what=Text("dalam", "deep"), limit=DEEPEST) from fault


def _translated(text: str, columns: Mapping[str, Kind]) -> Node:
    trees = sqlglot.parse(text, dialect=DIALECT)
    tree = trees[0] if len(trees) == 1 else None
    if not isinstance(tree, exp.Expr):
        raise Unreadable(text, word=text.strip()[:20])
    node = Translation(text, columns).node(tree)
    if depth(node) > DEEPEST_TREE:
        raise TooComplex(text, what=Text("dalam", "deep"), limit=DEEPEST_TREE)
    return node


def _tokens(text: str) -> list[Token]:
    try:
        tokens = list(sqlglot.tokenize(text, dialect=DIALECT))
    except TokenError as fault:
        quote = max(text.find("'"), text.find('"'), 0)
        raise Unreadable(text, quote, word=text[quote : quote + 20]) from fault
    if not tokens:
        raise Unreadable(text, word=text.strip())
    if len(tokens) > MOST_TOKENS:
        raise TooComplex(text, tokens[MOST_TOKENS].start, what=Text("panjang", "long"), limit=MOST_TOKENS)
    return tokens


def _pass_comments(text: str, tokens: Sequence[Token]) -> None:
    """Refuse comments: ``a --1`` would silently lose its end."""
    end = 0
    for start, after in [*((token.start, token.end + 1) for token in tokens), (len(text), len(text))]:
        between = text[end:start]
        if between.strip():
            offset = end + len(between) - len(between.lstrip())
            raise NotInLanguage(text, offset, word=text[offset : offset + 2])
        end = after


def _pass_tokens(text: str, tokens: Sequence[Token], columns: Mapping[str, Kind]) -> None:
    for token, following in zip(tokens, [*tokens[1:], None], strict=True):
        called = following is not None and following.token_type is TokenType.L_PAREN
        if token.token_type is TokenType.VAR and called:
            if token.text.lower() not in FUNCTION_NAMES | CHOICES:
                near = near_names(token.text, sorted(FUNCTION_NAMES | CHOICES))
                raise UnknownFunction(text, token.start, word=token.text, near=near)
        elif token.token_type not in _ALLOWED and token.text not in columns:
            raise NotInLanguage(text, token.start, word=text[token.start : token.end + 1])


def _pass_depth(text: str, tokens: Sequence[Token]) -> None:
    """Refuse what is nested too deep before the parser, which is recursive, meets it."""
    depth = signs = 0
    for token in tokens:
        signs = signs + 1 if token.token_type in _SIGNS else 0
        depth += (token.token_type in _OPENING) - (token.token_type in _CLOSING)
        if depth + signs > DEEPEST:
            raise TooComplex(text, token.start, what=Text("dalam", "deep"), limit=DEEPEST)


def _unreadable(text: str, tokens: Sequence[Token], fault: ParseError) -> Unreadable:
    """The parser's complaint, at the token that it names."""
    told = fault.errors[0] if fault.errors else {}
    word = str(told.get("highlight") or "")
    offset = len(str(told.get("start_context") or ""))
    if not text.startswith(word, offset):  # the context is shortened in long texts
        offset = next((token.start for token in tokens if token.text == word), 0)
    return Unreadable(text, offset, word=word or text.strip()[-20:])
