"""Ideas and the terms on which cities answer them."""

from greenpact.ideas.terms import IdeaSettings, RoutingWord

__all__ = ["IdeaSettings", "RoutingWord"]
