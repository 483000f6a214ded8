"""Give somebody an account at the desk, with a role."""

import getpass
import secrets
import sys

from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from negotiations.desk import second_factor
from negotiations.desk.roles import Role, grant


class Command(BaseCommand):
    help = (
        "Create an account at the desk, or give an existing one a role. On a terminal it asks for the password of a new"
        " account; elsewhere it makes one and prints it once. Safe to repeat: an existing password stays as it is."
    )

    def create_parser(self, prog_name, subcommand, **kwargs):
        """A wrong call gets one line that says what is wrong, for logs; `--help` tells the rest."""
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        parser.print_usage = lambda file=None: None
        return parser

    def add_arguments(self, parser):
        parser.add_argument("name", help="the name to sign in with")
        parser.add_argument("--role", required=True, choices=Role.values, help="what the account may do")
        parser.add_argument(
            "--password-stdin",
            action="store_true",
            help="read the password from standard input, also for an existing account",
        )

    @transaction.atomic
    def handle(self, *, name, role, password_stdin, **options):
        users = get_user_model()
        name = users.normalize_username(name)  # as the sign-in page does with what is typed
        user = users.objects.filter(username=name).first()
        is_new = user is None
        user = user or users(username=name, is_staff=True)
        generated = ""
        if password_stdin:
            self._set(user, sys.stdin.readline().rstrip("\n"))
        elif is_new and sys.stdin.isatty():
            self._set(user, self._asked())
        elif is_new:
            generated = secrets.token_urlsafe(18)
            self._set(user, generated)
        self._check_name(user)
        user.is_active = True
        user.save()
        grant(user, Role(role))
        self.stdout.write(f"{'Created' if is_new else 'Updated'} {name}: {Role(role).label.lower()}.")
        if generated:
            self.stdout.write(f"Password, shown this once: {generated}")
            self.stdout.write("It is for the first sign-in: they change it under Account.")
        if is_new and second_factor.is_required() and Role(role) != Role.CONTRIBUTOR:
            self.stdout.write("To publish, they set up a second factor under Account (docs/accounts.md).")

    def _asked(self) -> str:
        password = getpass.getpass("Password: ")
        if password != getpass.getpass("Once more: "):
            raise CommandError("The two passwords differ. Nothing was changed.", returncode=2)
        return password

    def _set(self, user, password: str) -> None:
        try:
            validate_password(password, user)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages), returncode=2) from None
        user.set_password(password)

    def _check_name(self, user) -> None:
        try:
            user.clean_fields(exclude=["password"])
        except ValidationError as error:
            raise CommandError(
                f"{user.username!r} is not a name to sign in with: {' '.join(error.messages)}", returncode=2
            ) from None
