from django.urls import path

from partnerships.attachments.urls import file_paths
from partnerships.cards import views

urlpatterns = [
    path("partners/<int:pk>/card/", views.partner_card, name="partner_card"),
    *file_paths("card", "cards"),
]
