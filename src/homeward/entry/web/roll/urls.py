"""Addresses of the roll pages."""

from django.urls import path

from homeward.entry.web.roll.batches import Batch, Discard, Undo, batches
from homeward.entry.web.roll.columns import columns
from homeward.entry.web.roll.corrections import Correct, Drop, Same, corrections
from homeward.entry.web.roll.downloads import marked, template
from homeward.entry.web.roll.dry_run import DryRunPage
from homeward.entry.web.roll.upload import Upload

urlpatterns = [
    path("", Upload.as_view(), name="roll"),
    path("all/", batches, name="rolls"),
    path("template.xlsx", template, name="roll_template"),
    path("corrections/", corrections, name="all_corrections"),
    path("corrections/<uuid:held_id>/", Correct.as_view(), name="correct_row"),
    path("corrections/<uuid:held_id>/same/", Same.as_view(), name="same_row"),
    path("corrections/<uuid:held_id>/drop/", Drop.as_view(), name="drop_row"),
    path("<uuid:batch_id>/", Batch.as_view(), name="roll_batch"),
    path("<uuid:batch_id>/try/", DryRunPage.as_view(), name="roll_dry_run"),
    path("<uuid:batch_id>/columns/", columns, name="roll_columns"),
    path("<uuid:batch_id>/corrections/", corrections, name="roll_corrections"),
    path("<uuid:batch_id>/marked.xlsx", marked, name="roll_marked"),
    path("<uuid:batch_id>/discard/", Discard.as_view(), name="roll_discard"),
    path("<uuid:batch_id>/undo/", Undo.as_view(), name="roll_undo"),
]
