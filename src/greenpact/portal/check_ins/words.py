"""Why an answer to a check-in is not taken, as sentences that say what to do."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from greenpact.files.taking import WhyNotTaken
from greenpact.measures.check_in_rules import WhyNotAnswered, WhyNotPassedOn
from greenpact.measures.indicator_rules import WhyNoReading
from greenpact.measures.recording import WhyNotRecorded

NOT_ANSWERED: Mapping[WhyNotAnswered, Any] = {
    WhyNotAnswered.ANSWERED_ALREADY: _(
        "Somebody has answered meanwhile. Thank you: there is nothing more to do."
    ),
    WhyNotAnswered.OVER: _("The time to answer here is over. Write to the office named below."),
    WhyNotAnswered.NOT_FROM_HERE: _("This link holds no longer. Write to the office named below."),
    WhyNotAnswered.NOTHING_SAID: _(
        "Nothing is filled in yet. If nothing has changed, press the button “Nothing has changed”."
    ),
}

NO_READING: Mapping[WhyNoReading, Any] = {
    WhyNoReading.DROPPED: _("This is counted no longer. Leave the field empty."),
    WhyNoReading.IN_FUTURE: _("This period is not over yet."),
    WhyNoReading.OVERLAPS: _(
        "Somebody has recorded a value for these days meanwhile. Leave the field empty."
    ),
    WhyNoReading.THERE_ALREADY: _(
        "Somebody has recorded a value for this period meanwhile. Leave the field empty."
    ),
    WhyNoReading.NOT_FINITE: _("This number is too large to be meant. Check it, and its unit."),
}
NO_READING_OTHERWISE = _("This value cannot be taken. Leave the field empty and write it into the sentence.")

NOT_RECORDED: Mapping[WhyNotRecorded, Any] = {
    WhyNotRecorded.NOT_FROM_HERE: _("The measure stands elsewhere by now. Choose one of the states shown."),
    WhyNotRecorded.DAY_IN_FUTURE: _("This day is yet to come."),
    WhyNotRecorded.CHANGED_MEANWHILE: _("Somebody else changed this meanwhile. Please send it again."),
}

NOT_PASSED_ON: Mapping[WhyNotPassedOn, Any] = {
    WhyNotPassedOn.OVER: _("There is nothing left to answer, so nobody else is asked."),
    WhyNotPassedOn.TOO_MANY: _(
        "This was passed on to as many people as possible. Write to the office named below."
    ),
    WhyNotPassedOn.SAME_ADDRESS: _("This address has a link of its own already."),
}

NOT_TAKEN: Mapping[WhyNotTaken, Any] = {
    WhyNotTaken.EMPTY: _("The file is empty. Choose another one."),
    WhyNotTaken.TOO_LARGE: _(
        "The file is larger than 10 MB. Choose a smaller one, or give the address of a report."
    ),
    WhyNotTaken.OTHER_KIND: _("This is not a PDF, picture or sheet. Choose another file."),
    WhyNotTaken.TOO_MANY: _("One file is enough."),
}

TOO_OFTEN = _("This was tried very often just now. Please wait an hour.")
