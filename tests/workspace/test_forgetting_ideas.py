"""The worker deletes what was never sent: unconfirmed ideas and old drafts."""

import pytest

from greenpact.ideas.models import Draft, Idea
from greenpact.ideas.rules import CONFIRM_WITHIN, KEEP_DRAFT, Kind
from greenpact.ideas.saving_drafts import new_key, save_draft
from greenpact.workspace.working import HOURLY, forget_unsent_ideas
from tests.ideas.sending import a_sent_idea
from tests.makers import AT, a_city


@pytest.mark.django_db
def test_once_an_hour_what_nobody_came_back_to_goes() -> None:
    city = a_city()
    a_sent_idea(city)
    save_draft(city, Kind.IDEA, new_key(), {"title": ["x"]}, at=AT)
    assert forget_unsent_ideas in HOURLY
    assert not forget_unsent_ideas(AT)
    assert forget_unsent_ideas(AT + CONFIRM_WITHIN)
    assert not Idea.objects.exists()
    assert forget_unsent_ideas(AT + KEEP_DRAFT)
    assert not Draft.objects.exists()
