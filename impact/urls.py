from django.urls import path

from impact.views import figures, outcomes, reports, stories, worth
from partnerships.attachments.urls import file_paths

urlpatterns = [
    *file_paths("measurement", "measurements"),
    path("partnerships/<slug:slug>/impact/", figures.impact, name="impact"),
    path("indicators/<int:pk>/", figures.indicator, name="indicator"),
    path("indicators/<int:pk>/measurements/new/", figures.measurement_new, name="measurement_new"),
    path("measurements/<int:pk>/edit/", figures.measurement_edit, name="measurement_edit"),
    path("measurements/<int:pk>/striking/", figures.measurement_striking, name="measurement_striking"),
    path("measurements/<int:pk>/removal/", figures.measurement_removal, name="measurement_removal"),
    path("measurements/<int:pk>/return/", figures.measurement_return, name="measurement_return"),
    path("measurements/<int:pk>/choice/", figures.measurement_choice, name="measurement_choice"),
    path("partnerships/<slug:slug>/outcomes/new/", outcomes.outcome_new, name="outcome_new"),
    path("outcomes/<int:pk>/edit/", outcomes.outcome_edit, name="outcome_edit"),
    path("outcomes/<int:pk>/retirement/", outcomes.outcome_retirement, name="outcome_retirement"),
    path("outcomes/<int:pk>/return/", outcomes.outcome_return, name="outcome_return"),
    path("outcomes/<int:pk>/indicators/new/", outcomes.indicator_new, name="indicator_new"),
    path("indicators/<int:pk>/edit/", outcomes.indicator_edit, name="indicator_edit"),
    path("indicators/<int:pk>/retirement/", outcomes.indicator_retirement, name="indicator_retirement"),
    path("indicators/<int:pk>/return/", outcomes.indicator_return, name="indicator_return"),
    path("outcomes/<int:pk>/valuations/new/", worth.valuation_new, name="valuation_new"),
    path("valuations/<int:pk>/edit/", worth.valuation_edit, name="valuation_edit"),
    path("partnerships/<slug:slug>/impact/decisions/", worth.decisions, name="impact_decisions"),
    path("partnerships/<slug:slug>/hour-values/new/", worth.hour_value_new, name="hour_value_new"),
    path("partnerships/<slug:slug>/discount-rates/new/", worth.discount_rate_new, name="discount_rate_new"),
    path("outcomes/<int:pk>/valuation/", worth.valuation, name="valuation"),
    path("partnerships/<slug:slug>/stories/new/", stories.story_new, name="story_new"),
    path("stories/<int:pk>/", stories.story, name="story"),
    path("stories/<int:pk>/edit/", stories.story_edit, name="story_edit"),
    path("stories/<int:pk>/removal/", stories.story_removal, name="story_removal"),
    path("stories/<int:pk>/citations/", stories.citations, name="story_citations"),
    path("reports/", reports.reports, name="reports"),
    path("partnerships/<slug:slug>/reports/new/", reports.report_new, name="report_new"),
    path("reports/<int:pk>/", reports.report, name="report"),
    path("reports/<int:pk>/versions/", reports.report_version, name="report_version"),
]
