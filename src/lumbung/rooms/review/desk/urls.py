"""The addresses of review on the desk."""

from django.urls import path

from lumbung.rooms.review.desk import views

app_name = "review"
urlpatterns = [
    path("periksa", views.waiting, name="waiting"),
    path("periksa/terima", views.accept_many, name="accept-many"),
    path("periksa/<int:pk>", views.submission, name="submission"),
    path("periksa/<int:pk>/putusan", views.decide, name="decide"),
    path("periksa/<int:pk>/komentar", views.remark, name="remark"),
]
