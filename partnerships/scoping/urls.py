from django.urls import path

from partnerships.scoping.views import answers, asking, filling, link, rounds

urlpatterns = [
    path("partnerships/<slug:slug>/scoping/", rounds.canvas_list, name="canvases"),
    path("partnerships/<slug:slug>/scoping/new/", rounds.canvas_new, name="canvas_new"),
    path("canvases/<int:pk>/", rounds.canvas, name="canvas"),
    path("canvases/<int:pk>/edit/", rounds.canvas_edit, name="canvas_edit"),
    path("canvases/<int:pk>/closing/", rounds.canvas_closing, name="canvas_closing"),
    path("canvases/<int:pk>/removal/", rounds.canvas_removal, name="canvas_removal"),
    path("canvases/<int:pk>/asking/", asking.canvas_asking, name="canvas_asking"),
    path("canvases/<int:pk>/use/", filling.canvas_filling, name="canvas_filling"),
    path("canvases/<int:pk>/answers/new/", answers.canvas_answer_new, name="canvas_answer_new"),
    path("canvas-answers/<int:pk>/", answers.canvas_answer_edit, name="canvas_answer_edit"),
    path("canvas-answers/<int:pk>/removal/", answers.canvas_answer_removal, name="canvas_answer_removal"),
    path("partners/<int:pk>/scoping/", answers.own_canvas, name="own_canvas"),
    path("l/<str:token>/canvases/<int:pk>/", link.link_canvas, name="link_canvas"),
    path("l/<str:token>/canvases/<int:pk>/answers/", link.link_canvas_answers, name="link_canvas_answers"),
]
