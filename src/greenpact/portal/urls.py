"""The addresses of the public door."""

from django.urls import URLPattern, URLResolver, include, path, register_converter

from greenpact.pages.keeping import page
from greenpact.portal import discovery
from greenpact.portal.changes import feeds
from greenpact.portal.changes.pages import city_changes, network_changes
from greenpact.portal.city.field_page import field_page
from greenpact.portal.city.page import city_page
from greenpact.portal.city.participate_page import participate_page
from greenpact.portal.city.sdg_page import sdg_page
from greenpact.portal.converters import Counted, Ending
from greenpact.portal.deals.agreement_pages import agreement_docx, agreement_page, agreement_pdf
from greenpact.portal.deals.listing import deal_list
from greenpact.portal.deals.page import deal_page
from greenpact.portal.deals.signed import signed_data, signed_pdf
from greenpact.portal.deals.version_pages import comparison_page, version_file, version_page
from greenpact.portal.legal.pages import city_legal, network_legal
from greenpact.portal.measures.page import measure_page
from greenpact.portal.network_page import home
from greenpact.portal.open_data.pages import city_data, data_catalogue, data_file, network_data
from greenpact.portal.parties.listing import party_list
from greenpact.portal.parties.page import party_page
from greenpact.portal.reports.pages import report_data, report_file, report_list, report_page

app_name = "portal"

register_converter(Counted, "counted")
register_converter(Ending, "ending")

DEAL = "<slug:city>/deals/<slug:deal>/"

NETWORK: list[URLPattern | URLResolver] = [
    path("", home, name="network"),
    path("changes/", page(network_changes), name="network_changes"),
    path("changes/feed.xml", page(feeds.network_atom), name="network_atom"),
    path("changes/rss.xml", page(feeds.network_rss), name="network_rss"),
    path("data/", page(network_data), name="network_data"),
    path("data/catalogue.<slug:ending>", page(data_catalogue), name="network_data_catalogue"),
    path("data/<slug:table>.<ending:ending>", data_file, name="network_data_file"),
    path("network/<slug:which>/", network_legal, name="network_legal"),
    path("robots.txt", discovery.robots, name="robots"),
    path("favicon.ico", discovery.favicon, name="favicon"),
    path("sitemap.xml", discovery.sitemap_index, name="sitemap"),
    path("sitemap-network.xml", discovery.network_sitemap, name="network_sitemap"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    *NETWORK,
    path("", include("greenpact.portal.verification.urls")),
    path("", include("greenpact.portal.labels.urls")),
    path("", include("greenpact.portal.ideas.urls")),
    path("", include("greenpact.portal.check_ins.urls")),
    path("", include("greenpact.portal.progress.urls")),
    path("", include("greenpact.portal.following.urls")),
    path("<slug:city>/", page(city_page), name="city"),
    path("<slug:city>/fields/<slug:field>/", page(field_page), name="field"),
    path("<slug:city>/sdgs/<counted:number>/", page(sdg_page), name="sdg"),
    path("<slug:city>/changes/", page(city_changes), name="changes"),
    path("<slug:city>/changes/feed.xml", page(feeds.city_atom), name="atom"),
    path("<slug:city>/changes/rss.xml", page(feeds.city_rss), name="rss"),
    path("<slug:city>/data/", page(city_data), name="data"),
    path("<slug:city>/data/catalogue.<slug:ending>", page(data_catalogue), name="data_catalogue"),
    path("<slug:city>/data/<slug:table>.<ending:ending>", data_file, name="data_file"),
    path("<slug:city>/participate/", page(participate_page), name="participate"),
    path(f"{DEAL}measures/<slug:clause>/", page(measure_page), name="measure"),
    path("<slug:city>/imprint/", page(city_legal), {"which": "imprint"}, name="imprint"),
    path("<slug:city>/privacy/", page(city_legal), {"which": "privacy"}, name="privacy"),
    path("<slug:city>/accessibility/", page(city_legal), {"which": "accessibility"}, name="accessibility"),
    path("<slug:city>/sitemap-<slug:part>-<counted:number>.xml", discovery.city_sitemap, name="city_sitemap"),
    path("<slug:city>/deals/", page(deal_list), name="deals"),
    path(DEAL, page(deal_page), name="deal"),
    path(f"{DEAL}agreement/", page(agreement_page), name="agreement"),
    path(f"{DEAL}agreement.pdf", page(agreement_pdf), name="agreement_pdf"),
    path(f"{DEAL}agreement.docx", page(agreement_docx), name="agreement_docx"),
    path(f"{DEAL}versions/<counted:number>/", page(version_page), name="version"),
    path(f"{DEAL}versions/<counted:number>.json", page(version_file), name="version_file"),
    path(f"{DEAL}signed/<counted:number>.pdf", page(signed_pdf), name="signed_pdf"),
    path(f"{DEAL}signed/<counted:number>.json", page(signed_data), name="signed_data"),
    path(f"{DEAL}compare/<counted:before>/<counted:after>/", page(comparison_page), name="comparison"),
    path("<slug:city>/reports/", page(report_list), name="reports"),
    path("<slug:city>/reports/<slug:ref>/", page(report_page), name="report"),
    path("<slug:city>/reports/<slug:ref>/report.json", page(report_data), name="report_data"),
    path(
        "<slug:city>/reports/<slug:ref>/<slug:form>-<ending:language>.<ending:ending>",
        page(report_file),
        name="report_file",
    ),
    path("<slug:city>/parties/", page(party_list), name="parties"),
    path("<slug:city>/parties/<slug:party>/", page(party_page), name="party"),
]
