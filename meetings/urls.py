from django.urls import path

from meetings.views import agenda, attendance, lines, meetings, minutes

urlpatterns = [
    path("partnerships/<slug:slug>/meetings/", meetings.meeting_list, name="meetings"),
    path("partnerships/<slug:slug>/meetings/new/", meetings.meeting_new, name="meeting_new"),
    path("meetings/<int:pk>/", meetings.meeting, name="meeting"),
    path("meetings/<int:pk>/edit/", meetings.meeting_edit, name="meeting_edit"),
    path("meetings/<int:pk>/cancellation/", meetings.meeting_cancellation, name="meeting_cancellation"),
    path("meetings/<int:pk>/items/", agenda.items, name="agenda_items"),
    path("meetings/<int:pk>/items/copy/", agenda.items_copy, name="agenda_copy"),
    path("agenda-items/<int:pk>/", agenda.item, name="agenda_item"),
    path("agenda-items/<int:pk>/move/", agenda.item_move, name="agenda_item_move"),
    path("agenda-items/<int:pk>/removal/", agenda.item_removal, name="agenda_item_removal"),
    path("meetings/<int:pk>/attendance/", attendance.attendance_list, name="attendance"),
    path("meetings/<int:pk>/attendance/prefill/", attendance.attendance_prefill, name="attendance_prefill"),
    path("meetings/<int:pk>/attendance/person/", attendance.attendance_person, name="attendance_person"),
    path("meetings/<int:pk>/attendance/rest/", attendance.attendance_rest, name="attendance_rest"),
    path("attendance/<int:pk>/", attendance.attendance_state, name="attendance_state"),
    path("attendance/<int:pk>/removal/", attendance.attendance_removal, name="attendance_removal"),
    path("meetings/<int:pk>/minutes/", minutes.minutes_room, name="minutes"),
    path("meetings/<int:pk>/start/", minutes.meeting_start, name="meeting_start"),
    path("meetings/<int:pk>/current-item/", minutes.meeting_item, name="meeting_item"),
    path("meetings/<int:pk>/closing/", minutes.meeting_closing, name="meeting_closing"),
    path("lines/<uuid:pk>/", minutes.line, name="line"),
    path("lines/<uuid:pk>/removal/", lines.line_removal, name="line_removal"),
    path("lines/<uuid:pk>/move/", lines.line_move, name="line_move"),
    path("lines/<uuid:pk>/undo/", lines.line_undo, name="line_undo"),
    path("lines/<uuid:pk>/kind/", lines.line_kind, name="line_kind"),
    path("lines/<uuid:pk>/owner/", lines.line_owner, name="line_owner"),
    path("decisions/<int:pk>/", lines.decision, name="decision"),
]
