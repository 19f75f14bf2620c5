"""A large style sheet is cut to what is used."""

import pytest

from greenpact.ui.cutting import cut, declarations, selectors, squeezed


def shortened(css: str, *names: str, seeds: str = "") -> str:
    return cut(css, set(names).__contains__, seeds)


def test_rules_of_unused_classes_go() -> None:
    assert shortened(".a{top:0}.b{top:1px}.a .b{top:2px}", "a") == ".a{top:0}"


def test_of_a_list_of_selectors_only_the_used_ones_stay() -> None:
    assert shortened(".a,.b,html{top:0}", "a") == ".a,html{top:0}"


def test_alternatives_ask_for_nothing() -> None:
    css = ":is(body,.dark):not(.light) p{top:0}"
    assert shortened(css) == css


def test_conditions_stay_around_what_stays_within() -> None:
    css = "@media (min-width:1px){.a{top:0}.b{top:0}}@media print{.b{top:0}}"
    assert shortened(css, "a") == "@media (min-width:1px){.a{top:0}}"


def test_properties_stay_when_something_needs_them_however_indirectly() -> None:
    css = ":root{--a:var(--b);--b:1;--c:2;--d:3}.x{top:var(--a)}"
    assert shortened(css, "x", seeds="p{top:var(--d)}") == ":root{--a:var(--b);--b:1;--d:3}.x{top:var(--a)}"


def test_fonts_of_the_package_go() -> None:
    assert shortened("@font-face{font-family:X}.a{top:0}", "a") == ".a{top:0}"


def test_braces_and_commas_in_strings_cut_nothing() -> None:
    css = """.a{mask:url("data:image/svg+xml,{;},")}.b{content:"}"}"""
    assert shortened(css, "a") == """.a{mask:url("data:image/svg+xml,{;},")}"""
    assert list(declarations("""a:url(x;y);b:"c;d" """)) == ["a:url(x;y)", 'b:"c;d"']


def test_selectors_are_split_at_outer_commas() -> None:
    assert selectors("a, :is(b, c) d,e") == ["a", ":is(b, c) d", "e"]


@pytest.mark.parametrize(
    ("loose", "tight"),
    [
        ("a { top: 0 ; }", "a{top:0}"),
        ("/* words */a{ }", "a{}"),
        ('a{content:"  {  "}', 'a{content:"  {  "}'),
        ("a  >  b , c{}", "a>b,c{}"),
    ],
)
def test_blanks_and_comments_are_taken_out(loose: str, tight: str) -> None:
    assert squeezed(loose) == tight
