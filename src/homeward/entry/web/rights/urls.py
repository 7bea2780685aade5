"""Addresses of the pages about a family's rights. They hold ids, never names."""

from django.urls import path

from homeward.entry.web.rights import correction, held, queue, to_ask

urlpatterns = [
    path("rights/", queue.index, name="rights"),
    path("rights/to-ask/", to_ask.index, name="to-ask"),
    path("rights/<uuid:correction_id>/", correction.show, name="correction"),
    path(
        "rights/<uuid:correction_id>/answer/",
        correction.Answer.as_view(),
        name="correction-answer",
    ),
    path(
        "rights/<uuid:correction_id>/refuse/",
        correction.Refuse.as_view(),
        name="correction-refuse",
    ),
    path(
        "rights/<uuid:correction_id>/withdraw/",
        correction.Withdraw.as_view(),
        name="correction-withdraw",
    ),
    path("children/<uuid:child_id>/held/", held.Held.as_view(), name="child-held"),
    path("children/<uuid:child_id>/held/file.docx", held.Docx.as_view(), name="held-docx"),
    path("children/<uuid:child_id>/held/readers/", held.readers, name="held-readers"),
    path("children/<uuid:child_id>/correction/", correction.Ask.as_view(), name="correction-ask"),
]
