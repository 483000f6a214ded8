"""Who may do what at the desk: three groups, made by `migrate`, and the rights of each.

| role        | writes, submits | reviews, publishes, corrects | withdraws, clears legal checks | manages webhooks |
|-------------|-----------------|------------------------------|--------------------------------|------------------|
| contributor | yes             |                              |                                |                  |
| editor      | yes             | yes                          |                                |                  |
| chief       | yes             | yes                          | yes                            | yes              |

Superusers may do all of it and manage users. Nobody deletes what was printed.
"""

from django.apps import apps
from django.db.models import TextChoices


class Role(TextChoices):
    CONTRIBUTOR = "contributor", "Contributor"
    EDITOR = "editor", "Editor"
    CHIEF = "chief", "Chief editor"


class Right(TextChoices):
    """A permission on entries, as `user.has_perm` takes it."""

    WRITE = "negotiations.write_entry", "Can write and submit entries"
    REVIEW = "negotiations.review_entry", "Can approve, publish and correct entries"
    CHIEF = "negotiations.chief_entry", "Can withdraw entries and clear legal checks"
    WEBHOOKS = "negotiations.manage_webhooks", "Can manage webhooks"

    @property
    def codename(self) -> str:
        return self.value.partition(".")[2]


RIGHTS = {
    Role.CONTRIBUTOR: (Right.WRITE,),
    Role.EDITOR: (Right.WRITE, Right.REVIEW),
    Role.CHIEF: (Right.WRITE, Right.REVIEW, Right.CHIEF, Right.WEBHOOKS),
}


def install_roles(using: str = "default") -> None:
    """Make the three groups and give each exactly its rights. Safe to repeat; runs after every `migrate`.

    Every role adds, changes and looks at all desk tables; deleting is for drafts that were never printed, which the
    admin decides row by row, and for a few rows of their own. Kinds that come later are covered without a line here.
    """
    from django.contrib.auth.models import Group, Permission
    from django.contrib.contenttypes.models import ContentType

    from negotiations.models.entries import Entry

    entry_type = ContentType.objects.db_manager(using).get_for_model(Entry)
    own = {
        right: Permission.objects.using(using).get_or_create(
            codename=right.codename, content_type=entry_type, defaults={"name": right.label}
        )[0]
        for right in Right
    }
    desk = Permission.objects.using(using).filter(
        content_type__app_label="negotiations",
        content_type__model__in=[model._meta.model_name for model in _desk_models()],
        codename__regex=r"^(add|change|view|delete)_",
    )
    for role, rights in RIGHTS.items():
        group, _ = Group.objects.using(using).get_or_create(name=role.label)
        group.permissions.set([*desk, *(own[right] for right in rights)])


def _desk_models():
    """Every table that editors fill; not what the desk itself writes, such as the printed record."""
    kept = {f"negotiations.models.{name}" for name in "printed journal webhooks working batches".split()}
    return [
        model for model in apps.get_app_config("negotiations").get_models() if model.__module__ not in kept
    ]


def grant(user, role: Role) -> None:
    """Give a user exactly one role, and the right to sign in to the admin."""
    from django.contrib.auth.models import Group

    user.is_staff = True
    user.save(update_fields=["is_staff"])
    user.groups.set([Group.objects.get(name=Role(role).label)])
