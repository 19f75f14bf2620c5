"""The addresses of imports, under `/workspace/<city>/imports/`."""

from django.urls import path

from greenpact.workspace.imports import deciding, overview, templates

urlpatterns = [
    path("", overview.imports, name="imports"),
    path("columns/", templates.columns, name="import_columns"),
    path("template.xlsx", templates.workbook, name="import_workbook"),
    path("template/<slug:form>.csv", templates.csv_head, name="import_csv"),
    path("<slug:ref>/", deciding.show, name="import"),
    path("<slug:ref>/progress/", deciding.progress, name="import_progress"),
    path("<slug:ref>/findings/", deciding.findings, name="import_findings"),
    path("<slug:ref>/cells/<slug:form>/", deciding.cells, name="import_cells"),
    path("<slug:ref>/confirm/", deciding.decide, {"deed": "confirm"}, name="import_confirm"),
    path("<slug:ref>/discard/", deciding.decide, {"deed": "discard"}, name="import_discard"),
]
