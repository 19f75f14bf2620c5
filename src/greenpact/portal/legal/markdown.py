"""A city's own texts: Markdown without HTML, so that nothing in them can become a script or reach another site."""

from django.utils.safestring import SafeString
from markdown_it import MarkdownIt

#: Links are checked by the parser; pictures would be fetched from elsewhere. A line of an address stays a line.
PARSER = MarkdownIt("commonmark", {"html": False, "breaks": True}).disable("image")

LOWEST_HEADING = 6


def as_html(text: str) -> SafeString:
    """Markdown as HTML; its headings stand below the page's own.

    >>> as_html("# Imprint\\n<script>")
    '<h2>Imprint</h2>\\n<p>&lt;script&gt;</p>\\n'
    """
    tokens = PARSER.parse(text)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(int(token.tag[1]) + 1, LOWEST_HEADING)}"
    html: str = PARSER.renderer.render(tokens, PARSER.options, {})
    return SafeString(html)
