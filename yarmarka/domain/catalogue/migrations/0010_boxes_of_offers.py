"""The packed piece has a length, a width and a height, by which carriers count volume and limit sides."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    """Adds three sides, 0 where nobody has told."""

    dependencies = [("catalogue", "0009_chinese_words_and_a_log_of_changes")]

    operations = [
        *(
            migrations.AddField(
                model_name="offer", name=side, field=models.PositiveIntegerField(db_default=0, default=0)
            )
            for side in ("length_mm", "width_mm", "height_mm")
        ),
        migrations.AddConstraint(
            model_name="offer",
            constraint=models.CheckConstraint(
                condition=Q(length_mm=0, width_mm=0, height_mm=0)
                | Q(
                    length_mm__range=(1, 100_000),
                    width_mm__range=(1, 100_000),
                    height_mm__range=(1, 100_000),
                ),
                name="offer_has_three_sides_or_none",
            ),
        ),
    ]
