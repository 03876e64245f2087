from django.urls import path

from partnerships.giving.views import asked, give_and_get, ledger, link, quarters

urlpatterns = [
    path("partnerships/<slug:slug>/give-and-get/", give_and_get.give_and_get, name="give_and_get"),
    path("partnerships/<slug:slug>/ledger/", ledger.ledger_page, name="ledger"),
    path("partnerships/<slug:slug>/ledger/table/", ledger.ledger_workbook, name="ledger_workbook"),
    path("partnerships/<slug:slug>/ledger/asking/", quarters.quarter_asking, name="quarter_asking"),
    path("partnerships/<slug:slug>/matches/new/", ledger.match_new, name="match_new"),
    path("matches/<int:pk>/edit/", ledger.match_edit, name="match_edit"),
    path("matches/<int:pk>/removal/", ledger.match_removal, name="match_removal"),
    path("contributions/<int:pk>/sign-off/", ledger.contribution_sign_off, name="contribution_sign_off"),
    path("quarters/<int:pk>/entry/", quarters.quarter_entry, name="quarter_entry"),
    path("quarters/<int:pk>/return/", quarters.quarter_return, name="quarter_return"),
    path("l/<str:token>/quarters/<int:pk>/", quarters.link_quarter_line, name="link_quarter_line"),
    path("partners/<int:pk>/asked/", asked.asked_and_agreed, name="asked_and_agreed"),
    path("renegotiations/<int:pk>/settlement/", asked.settlement, name="settlement"),
    path("l/<str:token>/renegotiation/<int:pk>/", asked.link_renegotiation, name="link_renegotiation"),
    path("l/<str:token>/giving/<int:pk>/", link.link_giving, name="link_giving"),
    path("l/<str:token>/offers/<int:pk>/", link.link_offer, {"kind": "offer"}, name="link_offer"),
    path(
        "l/<str:token>/benefits/<int:pk>/", link.link_offer, {"kind": "benefit"}, name="link_proposed_benefit"
    ),
]
