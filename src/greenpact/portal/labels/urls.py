"""The addresses of: labels in public: scheme, check page, badge, credentials, status."""

from django.urls import URLPattern, URLResolver, path

from greenpact.pages.keeping import page
from greenpact.portal.labels import machines
from greenpact.portal.labels.badge import badge
from greenpact.portal.labels.certificate import certificate
from greenpact.portal.labels.check_page import label_page
from greenpact.portal.labels.listing import label_list
from greenpact.portal.labels.rules_pages import rules_file, rules_list, rules_page

LABELS = "<slug:city>/labels/"
LABEL = f"{LABELS}<slug:ref>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path(LABELS, page(label_list), name="labels"),
    path(f"{LABELS}rules/", page(rules_list), name="label_rules"),
    path(f"{LABELS}rules/<counted:number>/", page(rules_page), name="label_rules_version"),
    path(f"{LABELS}rules/<counted:number>.json", page(rules_file), name="label_rules_file"),
    path("<slug:city>/did.json", page(machines.keys), name="label_keys"),
    path(f"{LABELS}status/<slug:purpose>-<counted:number>.json", page(machines.status), name="label_status"),
    path(LABEL, page(label_page), name="label"),
    path(f"{LABEL}badge.svg", page(badge), name="badge"),
    path(f"{LABEL}badge.<slug:language>.svg", page(badge), name="badge_in_language"),
    path(f"{LABEL}certificate-<slug:party>.<slug:language>.pdf", page(certificate), name="certificate"),
    path(f"{LABEL}<slug:party>/", page(machines.holder), name="holder"),
    *(
        path(
            f"{LABEL}<slug:party>/credential.{kind}",
            page(machines.credential),
            {"kind": kind},
            name=f"credential_{kind.replace('-', '_')}",
        )
        for kind in machines.KINDS
    ),
]
