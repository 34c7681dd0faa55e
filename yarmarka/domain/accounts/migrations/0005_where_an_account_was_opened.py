"""The shop that an account was opened in, where letters about it lead."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Adds the column; whoever is here already opened their account in the marketplace."""

    dependencies = [
        ("accounts", "0004_saved_views"),
    ]

    operations = [
        migrations.AddField(
            model_name="person",
            name="storefront",
            field=models.CharField(db_default="marketplace", default="marketplace", max_length=30),
        ),
    ]
