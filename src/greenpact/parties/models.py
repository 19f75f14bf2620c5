"""Organisations, their people and role addresses, and the memberships that say who may act for whom."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from greenpact.accounts.refs import new_ref
from greenpact.cities.models import LATITUDE, LONGITUDE, City, District, OfCity, Office
from greenpact.files.models import File
from greenpact.parties.checks import check_identifiers
from greenpact.parties.mandate_rules import MandateState, Reach
from greenpact.parties.rules import Role
from greenpact.ui.folding import Folded, fold
from greenpact.ui.wording import TextPerLanguage


class OrganisationKind(models.TextChoices):
    CITY = "city", _("City administration")
    MUNICIPAL_COMPANY = "municipal_company", _("Municipal company")
    COMPANY = "company", _("Company")
    UTILITY = "utility", _("Utility")
    HOUSING = "housing", _("Housing company or cooperative")
    UNIVERSITY = "university", _("University")
    RESEARCH = "research", _("Research body")
    SCHOOL = "school", _("School")
    ASSOCIATION = "association", _("Association or NGO")
    CHAMBER = "chamber", _("Chamber")
    PUBLIC_BODY = "public_body", _("Public body")
    STATE = "state", _("State or federal level")
    INITIATIVE = "initiative", _("Initiative")
    GROUP = "group", _("Group of organisations")


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def called(self, words: str) -> "OrganisationQuerySet":
        """Those in whose name or ref every word occurs, whatever its case and accents."""
        found = self
        for word in words.split():
            found = found.filter(Q(folded_name__contains=fold(word)) | Q(ref__icontains=word))
        return found


class Organisation(OfCity):
    """A body that can be party to a deal, kept in one city's register."""

    name = models.CharField(_("name"), max_length=200)
    folded_name = Folded("name")
    kind = models.CharField(_("kind"), max_length=20, choices=OrganisationKind)
    count = models.PositiveIntegerField(_("number of organisations in the group"), null=True, blank=True)
    text = TextPerLanguage(_("short text"))
    identifiers = models.JSONField(_("identifiers"), default=dict, blank=True, validators=[check_identifiers])
    street = models.CharField(_("street"), max_length=120, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=12, blank=True)
    place = models.CharField(_("place"), max_length=80, blank=True)
    district = models.ForeignKey(
        District,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="organisations",
        verbose_name=_("district"),
    )
    lat = models.FloatField(_("latitude"), null=True, blank=True, validators=LATITUDE)
    lon = models.FloatField(_("longitude"), null=True, blank=True, validators=LONGITUDE)
    nuts3 = models.CharField(_("NUTS 3 region"), max_length=5, blank=True)
    web = models.URLField(_("website"), max_length=300, blank=True)
    source_url = models.URLField(_("source"), max_length=500, blank=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta(OfCity.Meta):
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["folded_name", "pk"]
        constraints = [
            *OfCity.Meta.constraints,
            models.CheckConstraint(
                condition=Q(count__isnull=True) | Q(kind="group"),
                name="only_a_group_counts_its_organisations",
            ),
        ]
        indexes = [models.Index(fields=["city", "folded_name", "id"], name="organisation_by_name")]

    def __str__(self) -> str:
        return self.name


class GroupMember(models.Model):
    """One of the organisations that stand together as a group: named, without people or rights of its own."""

    group = models.ForeignKey(Organisation, models.CASCADE, related_name="members")
    name = models.CharField(_("name"), max_length=200)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name


class RoleAddress(models.Model):
    """A function's address that may be shown in public, such as "Energy management"."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="role_addresses")
    label = TextPerLanguage(_("function"))
    email = models.EmailField(_("e-mail address"))

    def __str__(self) -> str:
        return self.email


class Person(models.Model):
    """A named contact of an organisation: never public, erasable, not needed for signing in."""

    ref = models.SlugField(max_length=12, unique=True, default=new_ref, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="people")
    name = models.CharField(_("name"), max_length=120, blank=True)
    function = models.CharField(_("function"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)

    def __str__(self) -> str:
        return self.ref


class MembershipRole(models.TextChoices):
    PROGRAMME_OFFICE = Role.PROGRAMME_OFFICE.value, _("Programme office")
    OFFICE_EDITOR = Role.OFFICE_EDITOR.value, _("Office editor")
    FUNDING_OFFICER = Role.FUNDING_OFFICER.value, _("Funding officer")
    SIGNATORY = Role.SIGNATORY.value, _("Signatory")
    READER = Role.READER.value, _("Reader")
    PARTY_ADMIN = Role.PARTY_ADMIN.value, _("Administrator of a party")
    PARTY_EDITOR = Role.PARTY_EDITOR.value, _("Party editor")
    PARTY_SIGNATORY = Role.PARTY_SIGNATORY.value, _("Signatory of a party")
    OBSERVER = Role.OBSERVER.value, _("Independent observer")
    REVIEWER = Role.REVIEWER.value, _("Outside reviewer of appeals")


class MembershipQuerySet(models.QuerySet["Membership"]):
    def in_force(self, on: date) -> "MembershipQuerySet":
        """Those whose period contains the day; `until` is exclusive."""
        return self.filter(Q(since__lte=on), Q(until__isnull=True) | Q(until__gt=on))

    def overlapping(self, since: date, until: date | None) -> "MembershipQuerySet":
        """Those whose period shares a day with this one; without `until` it goes on."""
        begun = self if until is None else self.filter(since__lt=until)
        return begun.filter(Q(until__isnull=True) | Q(until__gt=since))


class Membership(models.Model):
    """What an account may do in a city: a role, for an office or organisation where the role needs one, for a time."""

    ref = models.SlugField(max_length=12, unique=True, default=new_ref, editable=False)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    city = models.ForeignKey(City, models.PROTECT, related_name="memberships")
    role = models.CharField(_("role"), max_length=20, choices=MembershipRole)
    office = models.ForeignKey(
        Office, models.PROTECT, null=True, blank=True, related_name="memberships", verbose_name=_("office")
    )
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="memberships",
        verbose_name=_("organisation"),
    )
    since = models.DateField(_("from"))
    until = models.DateField(_("until (exclusive)"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(role__startswith="party_") | Q(organisation__isnull=False),
                name="a_role_at_a_party_is_held_for_an_organisation",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=models.F("since")),
                name="membership_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role}:{self.ref}"


class MandateReach(models.TextChoices):
    INTENT = Reach.INTENT.value, _("Statements of intent")
    BINDING = Reach.BINDING.value, _("Binding agreements too")


class StateOfMandate(models.TextChoices):
    STATED = MandateState.STATED.value, _("Stated, not checked yet")
    CHECKED = MandateState.CHECKED.value, _("Checked by the city")
    REFUSED = MandateState.REFUSED.value, _("Not accepted by the city")


class MandateQuerySet(models.QuerySet["Mandate"]):
    def standing(self) -> "MandateQuerySet":
        """Those that the city has not refused."""
        return self.exclude(state=StateOfMandate.REFUSED)

    def in_force(self, on: date) -> "MandateQuerySet":
        """Checked ones whose period contains the day; `until` is exclusive."""
        checked = self.filter(state=StateOfMandate.CHECKED, since__lte=on)
        return checked.filter(Q(until__isnull=True) | Q(until__gt=on))

    def overlapping(self, since: date, until: date | None) -> "MandateQuerySet":
        """Those whose period shares a day with this one; without `until` it goes on."""
        begun = self if until is None else self.filter(since__lt=until)
        return begun.filter(Q(until__isnull=True) | Q(until__gt=since))


class Mandate(models.Model):
    """That an account may sign for an organisation. Never altered once decided: it ends, and a new one is stated."""

    ref = models.SlugField(max_length=12, unique=True, default=new_ref, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="mandates")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="mandates")
    capacity = models.CharField(_("capacity"), max_length=120)
    reach = models.CharField(_("up to"), max_length=8, choices=MandateReach)
    is_joint = models.BooleanField(_("only together with a second person"), default=False)
    since = models.DateField(_("from"))
    until = models.DateField(_("until (exclusive)"), null=True, blank=True)
    evidence = models.ForeignKey(File, models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=8, choices=StateOfMandate, default=StateOfMandate.STATED)
    note = models.CharField(_("what the city saw, or why it does not accept it"), max_length=400, blank=True)
    stated_at = models.DateTimeField(editable=False)
    decided_at = models.DateTimeField(null=True, editable=False)

    objects = MandateQuerySet.as_manager()

    class Meta:
        ordering = ["organisation", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=models.F("since")),
                name="mandate_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return self.ref


class ApiToken(models.Model):
    """A key by which an organisation's machines come to the machine door. Only its hash is kept; it is shown once."""

    ref = models.SlugField(max_length=12, unique=True, default=new_ref, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="tokens")
    name = models.CharField(_("name"), max_length=80)
    scopes = models.JSONField(default=list)
    sha256 = models.CharField(max_length=64, unique=True)
    issued_on = models.DateField()
    expires_on = models.DateField(_("expires on"))
    revoked_at = models.DateTimeField(null=True)
    used_on = models.DateField(null=True)
    minute = models.DateTimeField(null=True, help_text="In which its uses are counted.")
    uses = models.PositiveIntegerField(default=0, help_text="Within that minute.")

    class Meta:
        ordering = ["-issued_on", "-pk"]

    def __str__(self) -> str:
        return self.ref


class TokenAnswer(models.Model):
    """What a request under an idempotency key was answered, so that it is answered alike when it comes again."""

    token = models.ForeignKey(ApiToken, models.CASCADE, related_name="answers")
    key = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64, help_text="Of the address and the body.")
    status = models.PositiveSmallIntegerField()
    content = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["token", "key"], name="answered_once_under_a_key")]

    def __str__(self) -> str:
        return self.key
