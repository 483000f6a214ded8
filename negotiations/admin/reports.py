"""Pages of reports: each with its rows, what mends them, and the same as a file."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import path, reverse

from negotiations.admin.links import admin_url
from negotiations.desk import attention
from negotiations.desk.roles import Right
from negotiations.public.csv_files import csv_file
from negotiations.values import clock

PER_PAGE = 50


def desk_urls(site) -> list:
    """The pages of this module."""
    return [
        path("reports/", site.admin_view(_list(site)), name="desk_reports"),
        path("reports/<slug:name>/", site.admin_view(_page(site)), name="desk_report"),
        path("reports/<slug:name>.csv", site.admin_view(_file), name="desk_report_file"),
    ]


def report_url(name: str) -> str:
    """The page of one report."""
    return reverse("admin:desk_report", args=(name,))


def to_mend(report: attention.Report, row) -> str:
    """Where the thing of a row is mended: its form, at the field that is wrong."""
    anchor = report.field if report.field.endswith("-group") else f"id_{report.field}"
    return f"{admin_url(report.thing(row))}{f'#{anchor}' if report.field else ''}"


def _list(site):
    def view(request):
        _require(request)
        context = {**site.each_context(request), "title": "Reports", "reports": attention.REPORTS}
        return TemplateResponse(request, "admin/negotiations/reports.html", context)

    return view


def _page(site):
    def view(request, name):
        report = _found(request, name)
        page = Paginator(report.rows(), PER_PAGE).get_page(request.GET.get("page"))
        rows = [
            {
                "label": str(report.thing(row)),
                "url": to_mend(report, row),
                "cells": [(heading, value(row)) for heading, value in report.columns],
            }
            for row in page
        ]
        context = {
            **site.each_context(request),
            "title": report.title,
            "report": report,
            "headings": [heading for heading, _ in report.columns],
            "rows": rows,
            "page": page,
        }
        return TemplateResponse(request, "admin/negotiations/report.html", context)

    return view


def _file(request, name):
    report = _found(request, name)
    rows = report.rows()
    found = rows.iterator(chunk_size=500) if hasattr(rows, "iterator") else rows
    lines = (
        [
            str(report.thing(row)),
            request.build_absolute_uri(to_mend(report, row)),
            *(str(value(row)) for _, value in report.columns),
        ]
        for row in found
    )
    header = ["What", "Form", *(heading for heading, _ in report.columns)]
    return csv_file(f"{report.name}-{clock.now():%Y-%m-%d}.csv", header, lines)


def _found(request, name: str) -> attention.Report:
    _require(request)
    report = attention.find(name)
    if report is None:
        raise Http404
    return report


def _require(request) -> None:
    if request.method not in ("GET", "HEAD") or not request.user.has_perm(Right.WRITE):
        raise PermissionDenied
