from django.urls import path

from partnerships.identity import public_views, views

urlpatterns = [
    path("logos/<slug:sha256>.png", views.logo, name="logo"),
    path("public/<slug:slug>/", public_views.public_page, name="public_page"),
    path("public/<slug:slug>/logo/", public_views.public_logo, name="public_logo"),
    path("partnerships/<slug:slug>/identity/", views.identity, name="identity"),
    path("partnerships/<slug:slug>/identity/logo/", views.logo_new, name="logo_new"),
    path("partnerships/<slug:slug>/identity/logo-file/", views.logo_file, name="logo_file"),
    path("partnerships/<slug:slug>/identity/order/", views.partner_places, name="partner_places"),
    path("partnerships/<slug:slug>/identity/public/", public_views.public_preview, name="public_preview"),
    path("partnerships/<slug:slug>/glossary/", views.glossary, name="glossary"),
    path("partnerships/<slug:slug>/glossary/new/", views.word_new, name="word_new"),
    path("glossary/<int:pk>/edit/", views.word_edit, name="word_edit"),
    path("glossary/<int:pk>/removal/", views.word_removal, name="word_removal"),
    path("partnership-logos/<int:pk>/removal/", views.logo_removal, name="logo_removal"),
]
