"""Cuts a large style sheet down to the rules and custom properties that are in use. Pure functions."""

import re
from collections.abc import Callable, Iterator

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
TOKEN = re.compile(r"""("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[{};])""")
CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)")
ALTERNATIVES = re.compile(r":(?:not|is|where)\([^()]*(?:\([^()]*\)[^()]*)*\)")
REFERRED = re.compile(r"var\(\s*(--[\w-]+)")
CONDITIONAL = ("@media", "@supports", "@layer", "@container")

InUse = Callable[[str], bool]


def blocks(css: str) -> Iterator[tuple[str, str]]:
    """Yield each top-level block as (what stands before the brace, what stands between the braces)."""
    depth, start, prelude = 0, 0, ""
    for token in TOKEN.finditer(css):
        mark = token.group(1)
        if mark == "{":
            if depth == 0:
                prelude, start = css[start : token.start()].strip(), token.end()
            depth += 1
        elif mark == "}":
            depth -= 1
            if depth == 0:
                yield prelude, css[start : token.start()]
                start = token.end()
        elif mark == ";" and depth == 0:
            start = token.end()


def selectors(prelude: str) -> list[str]:
    """Split a selector list at its outer commas: `a, :is(b, c)` has two parts."""
    parts, depth, part = [], 0, ""
    for letter in prelude:
        depth += (letter == "(") - (letter == ")")
        if letter == "," and depth == 0:
            parts.append(part.strip())
            part = ""
        else:
            part += letter
    return [*parts, part.strip()]


def kept_rules(css: str, in_use: InUse) -> Iterator[tuple[str, str]]:
    """Yield the blocks whose selectors name only classes in use; selectors of other classes are left out."""
    for prelude, body in blocks(css):
        if prelude.startswith(CONDITIONAL):
            inner = "".join(f"{head}{{{text}}}" for head, text in kept_rules(body, in_use))
            if inner:
                yield prelude, inner
        elif prelude.startswith("@"):
            if not prelude.startswith("@font-face"):
                yield prelude, body
        else:
            wanted = [
                selector
                for selector in selectors(prelude)
                if all(in_use(name) for name in CLASS.findall(ALTERNATIVES.sub("", selector)))
            ]
            if wanted:
                yield ",".join(wanted), body


def declarations(body: str) -> Iterator[str]:
    """Split the inside of a rule into its declarations, never inside a string or brackets."""
    depth, part, quote = 0, "", ""
    for letter in body:
        if quote:
            quote = "" if letter == quote else quote
        elif letter in "\"'":
            quote = letter
        else:
            depth += (letter in "({") - (letter in ")}")
        if letter == ";" and depth == 0 and not quote:
            yield part.strip()
            part = ""
        else:
            part += letter
    if part.strip():
        yield part.strip()


def properties_in_use(css: str, seeds: str) -> set[str]:
    """Find the custom properties that some ordinary declaration of `css` or `seeds` needs, however indirectly."""
    meaning: dict[str, set[str]] = {}
    needed = set(REFERRED.findall(seeds))
    for body in _rule_bodies(css):
        for declaration in declarations(body):
            name, _, value = declaration.partition(":")
            referred = set(REFERRED.findall(value))
            if name.strip().startswith("--"):
                meaning.setdefault(name.strip(), set()).update(referred)
            else:
                needed |= referred
    reached: set[str] = set()
    while needed:
        reached |= needed
        needed = {deeper for name in needed for deeper in meaning.get(name, ())} - reached
    return reached


def _rule_bodies(css: str) -> Iterator[str]:
    for prelude, body in blocks(css):
        if prelude.startswith(CONDITIONAL):
            yield from _rule_bodies(body)
        else:
            yield body


def without_properties(css: str, needed: set[str]) -> str:
    """Drop the custom properties that nobody needs, and the rules that are empty then."""
    pieces = []
    for prelude, body in blocks(css):
        if prelude.startswith(CONDITIONAL) or prelude.startswith("@keyframes"):
            kept = without_properties(body, needed)
        else:
            kept = ";".join(
                declaration
                for declaration in declarations(body)
                if not declaration.startswith("--") or declaration.partition(":")[0].strip() in needed
            )
        if kept:
            pieces.append(f"{prelude}{{{kept}}}")
    return "".join(pieces)


def cut(css: str, in_use: InUse, seeds: str = "") -> str:
    """Keep of `css` what classes in use need; `seeds` is other CSS whose custom properties are needed too.

    >>> cut(":root{--a:1;--b:2}.x{top:var(--a)}.y{top:var(--b)}", {"x"}.__contains__)
    ':root{--a:1}.x{top:var(--a)}'
    """
    rules = "".join(f"{prelude}{{{body}}}" for prelude, body in kept_rules(COMMENT.sub("", css), in_use))
    return without_properties(rules, properties_in_use(rules, seeds))


def squeezed(css: str) -> str:
    """Take out comments and needless blanks, never touching strings."""
    pieces = re.split(r"""("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')""", COMMENT.sub("", css))
    for place in range(0, len(pieces), 2):
        piece = re.sub(r"\s+", " ", pieces[place])
        piece = re.sub(r"\s*([{};,>])\s*", r"\1", piece)
        pieces[place] = re.sub(r":\s+", ":", piece).replace(";}", "}")
    return "".join(pieces).strip()
