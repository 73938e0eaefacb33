from zoneinfo import ZoneInfo

from django.db import migrations, models
from django.db.models import F, OuterRef, Subquery

ZONE = ZoneInfo('Asia/Ho_Chi_Minh')


def move_counts(apps, _editor):
    """Count the questions that were passed on, so far those of who got them first, where they are."""
    Question, Event, Day = (
        apps.get_model('feedback', name) for name in ('Question', 'QuestionEvent', 'QuestionDay')
    )
    first = Event.objects.filter(question=OuterRef('pk')).order_by('pk').values('office')[:1]
    rows = Question.objects.filter(events__move='pass_on').distinct().order_by('pk')
    moved = rows.annotate(first=Subquery(first)).exclude(first=F('office'))
    for former, office, at in moved.values_list('first', 'office', 'asked_at').iterator():
        day = at.astimezone(ZONE).date()
        for place, number in ((former, -1), (office, 1)):
            Day.objects.get_or_create(office_id=place, day=day)
            Day.objects.filter(office_id=place, day=day).update(asked=F('asked') + number)


class Migration(migrations.Migration):

    dependencies = [
        ('feedback', '0002_counted_at'),
    ]

    operations = [
        migrations.AlterField(
            model_name='questionday',
            name='asked',
            field=models.IntegerField(default=0, help_text='Câu hỏi đến trong ngày, nay đơn vị này giữ.', verbose_name='câu hỏi đến'),
        ),
        migrations.RunPython(move_counts, migrations.RunPython.noop),
    ]
