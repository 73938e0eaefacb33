import type { Checklist } from '../../api/types';
import { Fold, langOf } from '../../kit';
import { useWords } from '../../words';
import { weekday } from '../../words/dates';
import { Line } from './Line';

/** Today's fee in one line; why it is that, and who pays less, behind it. */
export function Fee({ fee }: { fee: Checklist['fee'] }) {
  const words = useWords().procedure;
  const { amounts, reductions, reason, text, verified } = fee;
  return (
    <Line icon="money" title={words.fee} value={text.split(';')[0]} isWhole>
      <p lang={langOf(text)}>{text}</p>
      {reason && <p lang={langOf(reason)}>{reason}</p>}
      {!verified && !reason && <p>{words.feeUnsure}</p>}
      {amounts.map((one) => (
        <div key={one.name + one.condition + one.text}>
          <p lang={langOf(one.condition + one.name + one.text)}>
            {[one.name, one.condition].filter(Boolean).join(' · ')} <strong>{one.text}</strong>
          </p>
          {[one.later, one.doubt].filter(Boolean).map((note) => (
            <p key={note} className="small" lang={langOf(note)}>
              {note}
            </p>
          ))}
        </div>
      ))}
      {reductions.length > 0 && (
        <Fold title={words.reductions}>
          {reductions.map((one) => (
            <div key={one.name + one.who + one.channel} lang={langOf(one.text + one.who)}>
              <p>
                <strong>{one.text}</strong>
              </p>
              <p>{one.who}</p>
              {one.needs && <p className="soft">{one.needs}</p>}
              {one.doubt && <p className="soft">{one.doubt}</p>}
            </div>
          ))}
        </Fold>
      )}
    </Line>
  );
}

/** The day when the result is ready; where that depends on something, the limits. */
export function Ready({ time }: { time: Checklist['time'] }) {
  const words = useWords().procedure;
  const { due_on: day, limits } = time;
  return (
    <Line icon="calendar" title={day ? words.ready : words.time} value={day ? weekday(day) : limits[0]?.text}>
      {limits.map((limit) => (
        <p key={limit.text + limit.condition} lang={langOf(limit.text + limit.condition + limit.note)}>
          {limit.text}
          {limit.condition && ` – ${limit.condition}`}
          {!day && limit.due_on && ` → ${weekday(limit.due_on)}`}
          {limit.note && <span className="small block">{limit.note}</span>}
        </p>
      ))}
    </Line>
  );
}
