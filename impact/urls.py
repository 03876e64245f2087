from django.urls import path

from impact.views import figures, reports, stories

urlpatterns = [
    path("partnerships/<slug:slug>/impact/", figures.impact, name="impact"),
    path("indicators/<int:pk>/", figures.indicator, name="indicator"),
    path("indicators/<int:pk>/measurements/new/", figures.measurement_new, name="measurement_new"),
    path("measurements/<int:pk>/edit/", figures.measurement_edit, name="measurement_edit"),
    path("outcomes/<int:pk>/valuation/", figures.valuation, name="valuation"),
    path("partnerships/<slug:slug>/stories/new/", stories.story_new, name="story_new"),
    path("stories/<int:pk>/", stories.story, name="story"),
    path("stories/<int:pk>/edit/", stories.story_edit, name="story_edit"),
    path("stories/<int:pk>/citations/", stories.citations, name="story_citations"),
    path("reports/", reports.reports, name="reports"),
    path("partnerships/<slug:slug>/reports/new/", reports.report_new, name="report_new"),
    path("reports/<int:pk>/", reports.report, name="report"),
    path("reports/<int:pk>/versions/", reports.report_version, name="report_version"),
]
