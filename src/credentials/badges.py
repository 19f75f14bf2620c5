"""A label as a credential: W3C Verifiable Credential 2.0 and Open Badges 3.0 in one document."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from credentials.contexts import BADGES, CREDENTIALS
from credentials.moments import moment_text
from credentials.status import StatusPlace


@dataclass(frozen=True, slots=True)
class Label:
    """What a credential says. Addresses are absolute; texts are in one language."""

    address: str  # the label's own page, which is its id
    language: str
    issuer: str  # did:web of the city
    issuer_name: str
    issuer_address: str
    holder_address: str  # the party's page
    holder_name: str
    deal_address: str
    deal_title: str
    scheme_address: str  # the rules under which it was awarded: number and date are in it
    level: str  # such as "committed"
    level_name: str
    says: str  # what the label says
    says_not: str  # what it does not say
    criteria: Sequence[str]  # what was checked, a sentence each
    picture_address: str
    valid_from: datetime
    valid_until: datetime  # exclusive
    places: Sequence[StatusPlace] = ()


def badge_credential(label: Label) -> dict[str, Any]:
    """The credential of a label for one party of a deal, without a proof."""
    return {
        "@context": [CREDENTIALS, BADGES],
        "id": f"{label.address}credential.json",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": f"{label.level_name}: {label.deal_title}",
        "issuer": {
            "id": label.issuer,
            "type": ["Profile"],
            "name": label.issuer_name,
            "url": label.issuer_address,
        },
        "validFrom": moment_text(label.valid_from),
        "validUntil": moment_text(label.valid_until),
        "credentialSubject": {
            "id": label.holder_address,
            "type": ["AchievementSubject"],
            "identifier": [_holder(label)],
            "achievement": _achievement(label),
        },
        "credentialStatus": [place.as_data() for place in label.places],
    }


def _holder(label: Label) -> Mapping[str, Any]:
    return {
        "type": "IdentityObject",
        "identityHash": label.holder_name,
        "identityType": "name",
        "hashed": False,
    }


def _achievement(label: Label) -> Mapping[str, Any]:
    narrative = "\n".join(f"- {line}" for line in label.criteria)
    return {
        "id": f"{label.scheme_address}#{label.level}",
        "type": ["Achievement"],
        "achievementType": "Certification",
        "name": label.level_name,
        "description": f"{label.says} {label.says_not}",
        "criteria": {"id": label.scheme_address, "narrative": narrative},
        "image": {"id": label.picture_address, "type": "Image"},
        "inLanguage": label.language,
        "tag": [label.deal_title],
        "alignment": [
            {
                "type": ["Alignment"],
                "targetName": label.deal_title,
                "targetUrl": label.deal_address,
                "targetType": "ext:LocalGreenDeal",
            }
        ],
    }
