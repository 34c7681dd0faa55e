"""What customs asks for, kept with what each seller sends; null for orders that were placed before it was counted."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Adds the column."""

    dependencies = [
        ("orders", "0010_lines_need_no_index_by_offer"),
    ]

    operations = [
        migrations.AddField(
            model_name="sellerorder",
            name="customs",
            field=models.JSONField(blank=True, null=True),
        ),
    ]
