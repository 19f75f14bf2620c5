"""The addresses of reports, under `/workspace/<city>/reports/`."""

from django.urls import URLPattern, URLResolver, path

from greenpact.workspace.reports import files, overview, report, workbook

urlpatterns: list[URLPattern | URLResolver] = [
    path("", overview.reports, name="reports"),
    path("new/", overview.new_report, name="report_new"),
    path("fields/", overview.fields, name="report_fields"),
    path("party/<slug:organisation>/<int:year>.<slug:ending>", files.party_file, name="report_of_party"),
    path("workbook/", workbook.workbook_in, name="report_workbook_in"),
    path("workbook/measures.xlsx", workbook.workbook_out, name="report_workbook"),
    path("<slug:ref>/", report.report, name="report"),
    path("<slug:ref>/texts/", report.texts, name="report_texts"),
    path("<slug:ref>/move/", report.move, name="report_move"),
    path("<slug:ref>/compare/<slug:other>/", report.compare, name="report_compare"),
    path("<slug:ref>/data.json", files.report_data, name="report_data"),
    path("<slug:ref>/files/<slug:form>.<slug:ending>", files.report_file, name="report_file"),
]
