"""Who speaks may say why."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Adds the words of a voice."""

    dependencies = [("governance", "0003_rules_are_proposals_too")]

    operations = [
        migrations.AddField(
            model_name="voice",
            name="words",
            # a default of the table's own: moving older approvals in needs none
            field=models.CharField(blank=True, db_default="", max_length=500),
        ),
    ]
