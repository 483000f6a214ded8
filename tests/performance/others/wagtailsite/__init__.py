"""The smallest Wagtail site that lists ten thousand pages: `DATABASE_URL` names its PostgreSQL database."""
