from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def collate_by_bytes(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Name tokens by their bytes, so that the primary key finds a prefix. SQLite does so anyway."""
    if editor.connection.vendor == "postgresql":
        editor.execute(
            'ALTER TABLE children_name_token ALTER COLUMN token TYPE varchar(80) COLLATE "C"'
        )


class Migration(migrations.Migration):
    """Each index costs every row of a roll; these were read by nothing, or repeated another."""

    dependencies = [("children", "0003_later_adult_keys")]

    operations = [
        migrations.RemoveIndex(model_name="nametoken", name="name_token_prefix"),
        migrations.RunPython(collate_by_bytes, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="adult",
            name="key_index",
            field=models.CharField(blank=True, max_length=32),
        ),
        migrations.AddIndex(
            model_name="adult", index=models.Index(fields=["key_index"], name="adult_by_key")
        ),
        migrations.AlterField(
            model_name="household", name="place", field=models.CharField(max_length=12)
        ),
        migrations.AlterField(
            model_name="school", name="place", field=models.CharField(max_length=12)
        ),
    ]
