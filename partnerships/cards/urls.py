from django.urls import path

from partnerships.attachments.urls import file_paths
from partnerships.cards import views

urlpatterns = [
    path("partners/<int:pk>/card/", views.partner_card, name="partner_card"),
    path("l/<str:token>/card/<int:pk>/", views.link_card, name="link_card"),
    path("l/<str:token>/card-files/<int:pk>/", views.link_card_file, name="link_card_file"),
    *file_paths("card", "cards"),
]
