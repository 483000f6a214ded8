"""Let somebody in again who lost their phone, where no superuser is left to do it."""

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from negotiations.desk import accounts, codes, sessions


class Command(BaseCommand):
    help = (
        "Take the second factor off an account, open it after wrong passwords, and end its sessions. The password"
        " stays; `create_editor` or `changepassword` sets a new one."
    )

    def add_arguments(self, parser):
        parser.add_argument("name", help="the name to sign in with")

    def handle(self, *, name, **options):
        user = get_user_model().objects.filter(username=name).first()
        if user is None:
            raise CommandError(f"There is no account {name!r}.", returncode=2)
        codes.remove(user)
        accounts.open_again(user)
        sessions.end_all(user)
        self.stdout.write(f"{name} signs in with the password alone, and sets up a new second factor.")
