"""Counts are kept by township, and beside them for how many children a fact is missing; counted anew."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

FORGET = "DELETE FROM children_headcount"
OF_CHILDREN = """
INSERT INTO children_headcount (place, definition, truth, fact, change)
SELECT left(place, 9) || '000', '', '', '', count(*) FROM children_child WHERE present GROUP BY 1
"""
OF_ANSWERS = """
INSERT INTO children_headcount (place, definition, truth, fact, change)
SELECT left(place, 9) || '000', definition, truth, fact, count(*)
FROM children_status,
     unnest(array_prepend('', string_to_array(nullif(missing, ''), ','))) AS fact
WHERE ended_at IS NULL AND (fact = '' OR truth = 'unknown')
GROUP BY 1, 2, 3, 4
"""


def count(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """SQLite keeps no counts."""
    if editor.connection.vendor == "postgresql":
        for statement in (FORGET, OF_CHILDREN, OF_ANSWERS):
            editor.execute(statement)


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
        migrations.RunPython(count, migrations.RunPython.noop),
    ]
