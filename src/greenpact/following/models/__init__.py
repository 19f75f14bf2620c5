"""Who follows what by mail."""

from greenpact.following.models.follow import Follow, Follower

__all__ = ["Follow", "Follower"]
