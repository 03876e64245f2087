"""Who gets what from the addresses of measures, valuation and stories."""

from tests.access_table.policies import COORDINATE, REPORT, SEE, SIGNED_IN

TABLE = [
    (
        "get",
        SIGNED_IN,
        """
        reports
    """,
    ),
    (
        "get",
        SEE,
        """
        impact indicator measurement_file measurement_files story
    """,
    ),
    (
        "get",
        REPORT,
        """
        impact_decisions report report_new
    """,
    ),
    (
        "post",
        REPORT,
        """
        report_new report_version
    """,
    ),
    (
        "get",
        COORDINATE,
        """
        discount_rate_new hour_value_new indicator_edit indicator_new indicator_retirement
        measurement_edit measurement_new measurement_striking outcome_edit outcome_new
        outcome_retirement story_edit story_new valuation valuation_edit valuation_new
    """,
    ),
    (
        "post",
        COORDINATE,
        """
        discount_rate_new hour_value_new indicator_edit indicator_new indicator_retirement
        indicator_return measurement_choice measurement_edit measurement_file_removal measurement_files
        measurement_new measurement_removal measurement_return measurement_striking outcome_edit
        outcome_new outcome_retirement outcome_return story_citations story_edit story_new story_removal
        valuation valuation_edit valuation_new
    """,
    ),
]
