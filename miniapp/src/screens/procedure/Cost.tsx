import type { Checklist } from '../../api/types';
import { Card, Facts, Fold } from '../../kit';
import { useWords } from '../../words';
import { weekday } from '../../words/dates';

/** Today's fee, and the day when the result is ready. */
export function Cost({ checklist }: { checklist: Checklist }) {
  const words = useWords().procedure;
  const { fee, time } = checklist;
  const later = [...new Set(fee.amounts.filter((one) => one.later).map(({ condition, later: text }) => (condition ? `${condition}: ${text}` : text)))];
  return (
    <Card>
      {fee.reductions.length > 0 && (
        <Fold title={words.reductions}>
          {fee.reductions.map((one) => (
            <div key={one.name + one.who + one.channel}>
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
      <Facts
        rows={[
          [
            words.fee,
            <>
              {fee.text}
              {fee.reason && <span className="small block">{fee.reason}</span>}
              {!fee.verified && !fee.reason && <span className="small block">{words.feeUnsure}</span>}
              {later.map((text) => (
                <span key={text} className="small block">
                  {text}
                </span>
              ))}
            </>,
          ],
          [time.due_on ? words.ready : words.time, <Ready key="ready" time={time} />],
        ]}
      />
    </Card>
  );
}

function Ready({ time }: { time: Checklist['time'] }) {
  const words = useWords().procedure;
  return (
    <>
      {time.due_on && <span className="block">{words.readyIf(weekday(time.due_on))}</span>}
      {time.limits.map((limit) => (
        <span key={limit.text + limit.condition} className={time.due_on ? 'small block' : 'block'}>
          {limit.text}
          {limit.condition && ` – ${limit.condition}`}
          {!time.due_on && limit.due_on && ` → ${weekday(limit.due_on)}`}
          {limit.note && <span className="small block">{limit.note}</span>}
        </span>
      ))}
    </>
  );
}
