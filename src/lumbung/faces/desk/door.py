"""The door: logging in and out."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import views as auth
from django.contrib.auth.forms import AuthenticationForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lumbung.kit.said import t


class LogInForm(AuthenticationForm):
    """User name and password, asked in the reader's language."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = t("Nama pengguna", "User name")
        self.fields["password"].label = t("Kata sandi", "Password")
        self.error_messages = {
            "invalid_login": t(
                "Nama pengguna atau kata sandi tidak cocok.", "The user name and password do not match."
            ),
            "inactive": t("Akun ini tidak aktif.", "This account is not active."),
        }


class LogIn(auth.LoginView):
    """The way in; afterwards people are led back to where they were going."""

    template_name = "desk/log-in.jinja"
    authentication_form = LogInForm
    redirect_field_name = "kembali"
    redirect_authenticated_user = True

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        """The page, told as refused where the form was."""
        context.pop("view", None)
        kwargs |= {"status": 422} if context["form"].errors else {}
        response: HttpResponse = super().render_to_response(context, **kwargs)
        return response


class LogOut(auth.LogoutView):
    """The way out."""

    http_method_names = ["post", "options"]  # noqa: RUF012  # as Django declares it


def locked_out(request: HttpRequest, credentials: Any, *args: Any) -> HttpResponse:  # noqa: ARG001  # axes' signature
    """What is shown after too many tries."""
    return render(request, "desk/locked-out.jinja", status=429)
