"""The form in which everything of the workspace is written, as a block of a template."""

from django import template
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_block_tag(takes_context=True)
def editor(
    context: template.Context, content: str, *, label: str = "", back: str = "", remove: str = ""
) -> SafeString:
    """`{% editor label=… back=… %} fields {% endeditor %}`, see workspace/editing/form.html."""
    found = context.template.engine.get_template("workspace/editing/form.html")  # type: ignore[union-attr]
    with context.push(content=content, label=label, back=back, remove=remove):
        return found.render(context)
