"""Counts kept by village and answer, filled from what is there; and an index of those who left."""

from django.db import migrations, models

OF_CHILDREN = """
INSERT INTO children_headcount (place, definition, truth, change)
SELECT place, '', '', count(*) FROM children_child WHERE present GROUP BY place
"""
OF_ANSWERS = """
INSERT INTO children_headcount (place, definition, truth, change)
SELECT place, definition, truth, count(*) FROM children_status WHERE ended_at IS NULL
GROUP BY place, definition, truth
"""


def fill(apps, schema_editor):
    """SQLite keeps no counts."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(OF_CHILDREN)
        schema_editor.execute(OF_ANSWERS)


class Migration(migrations.Migration):
    dependencies = [("children", "0001_initial")]

    operations = [
        migrations.AlterField(
            model_name="status",
            name="child",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=models.deletion.CASCADE,
                related_name="answers",
                to="children.child",
            ),
        ),
        migrations.CreateModel(
            name="Headcount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place", models.CharField(max_length=12)),
                ("definition", models.CharField(blank=True, max_length=40)),
                ("truth", models.CharField(blank=True, max_length=7)),
                ("change", models.IntegerField()),
            ],
            options={
                "db_table": "children_headcount",
                "indexes": [
                    models.Index(
                        fields=["definition", "truth", "place"],
                        include=["change"],
                        name="headcount_sum",
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="child",
            index=models.Index(
                condition=models.Q(("present", False)),
                fields=["place", "sort_key", "id"],
                name="child_left_by_place",
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
