from itertools import groupby
from zoneinfo import ZoneInfo

from django.db import migrations, models
from django.db.models import F

ZONE = ZoneInfo('Asia/Ho_Chi_Minh')
DECISIONS, UNDOES = ('conclude', 'hand_over', 'decline'), ('split', 'reopen')


def count_what_moved(apps, _editor):
    """Count, from the events, the reports that other offices accepted and the decisions undone."""
    Office, Report, Event, Day = (
        apps.get_model(app, name)
        for app, name in (('offices', 'Office'), *(('reports', n) for n in ('Report', 'ReportEvent', 'ReportDay')))
    )
    areas = dict(Office.objects.values_list('pk', 'area'))

    def add(office, at, kind, **counted):
        key = {'office_id': office, 'day': at.astimezone(ZONE).date(), 'kind_id': kind, 'area': areas[office]}
        Day.objects.get_or_create(**key)
        Day.objects.filter(**key).update(**{name: F(name) + number for name, number in counted.items()})

    about = Event.objects.filter(move__in=('accept', *UNDOES)).values('report')
    events = Event.objects.filter(report__in=about).order_by('report', 'pk')
    rows = events.values_list('report', 'move', 'office', 'at', 'report__kind', 'report__first_received_at')
    for _report, found in groupby(rows.iterator(), key=lambda row: row[0]):
        before, decided = None, None
        for _key, move, office, at, kind, came in found:
            if before not in (None, office):
                add(before, came, kind, passed=-1)
                add(office, came, kind, passed=1)
            if move in DECISIONS:
                decided = (office, at)
            elif move in UNDOES and decided:
                add(*decided, kind, undone=1)
                decided = None
            before = office


class Migration(migrations.Migration):

    dependencies = [
        ('offices', '0001_initial'),
        ('reports', '0002_register_of_evidence'),
    ]

    operations = [
        migrations.AddField(
            model_name='reportday',
            name='passed',
            field=models.IntegerField(db_default=0, default=0, help_text='Phản ánh đến trong ngày mà đơn vị khác chuyển sang, trừ đi số đã chuyển đi.', verbose_name='được chuyển'),
        ),
        migrations.AddField(
            model_name='reportday',
            name='undone',
            field=models.IntegerField(db_default=0, default=0, help_text='Trong số đã kết thúc: quyết định nay không còn, vì phản ánh được xem xét lại.', verbose_name='xem xét lại'),
        ),
        migrations.RunPython(count_what_moved, migrations.RunPython.noop),
    ]
