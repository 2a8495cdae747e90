"""The addresses of all pages that write: the review, corrections, and the one view that records decisions."""

from __future__ import annotations

from django.urls import path

from marsad.web.pages import correct, decide, edit, proposed, review

urls = [
    path("review/", review.review, name="review"),
    path("review/take/", review.take, name="review_take"),
    path("decide/", decide.decide, name="decide"),
    path("decide/undo/<int:number>/", decide.undo, name="undo"),
    path("proposed/<int:number>/", proposed.proposed, name="proposed"),
    path("report/<int:number>/correct/", correct.correct, name="correct"),
    path("report/<int:number>/understood/", correct.understood, name="understood"),
    path("incident/<slug:name>/edit/", edit.edit, name="edit"),
]
