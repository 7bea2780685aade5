"""For how many children a fact is missing, kept beside the counts and filled from what is there."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

OF_MISSING = """
INSERT INTO children_headcount (place, definition, truth, fact, change)
SELECT place, definition, truth, fact, count(*)
FROM children_status, unnest(string_to_array(missing, ',')) AS fact
WHERE ended_at IS NULL AND truth = 'unknown' AND missing <> ''
GROUP BY place, definition, truth, fact
"""


def fill(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """SQLite keeps no counts."""
    if editor.connection.vendor == "postgresql":
        editor.execute(OF_MISSING)


class Migration(migrations.Migration):
    dependencies = [("children", "0004_fewer_indexes")]

    operations = [
        migrations.RemoveIndex(model_name="headcount", name="headcount_sum"),
        migrations.AddField(
            model_name="headcount",
            name="fact",
            field=models.CharField(blank=True, default="", max_length=40),
        ),
        migrations.AddIndex(
            model_name="headcount",
            index=models.Index(
                fields=["fact", "definition", "truth", "place"],
                include=["change"],
                name="headcount_sum",
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
