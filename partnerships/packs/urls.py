from django.urls import path

from backbone.registered.pack_parts import HANDOVER, NEWCOMER
from partnerships.packs import link, views

urlpatterns = [
    path(
        "representatives/<int:pk>/newcomers-pack/", views.pack_new, {"kind": NEWCOMER}, name="newcomer_pack"
    ),
    path("representatives/<int:pk>/handover-pack/", views.pack_new, {"kind": HANDOVER}, name="handover_pack"),
    path("l/<str:token>/taking-over/<int:pk>/", link.link_taking_over, name="link_taking_over"),
    path("packs/<int:pk>/", views.pack, name="pack"),
    path("packs/<int:pk>/file/", views.pack_file, name="pack_file"),
]
