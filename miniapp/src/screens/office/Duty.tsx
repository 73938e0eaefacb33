import type { ReactNode } from 'react';
import { useState } from 'react';
import { useSearchParams } from 'react-router-dom';

import { useBeats, useDuty } from '../../api/queries/duty';
import type { Beat, Duty as OnDuty, Office } from '../../api/types';
import { Button, CallLink, Card, ErrorBox, Field, List, Named, Notice, Skeleton, Vi } from '../../kit';
import { useWords } from '../../words';

/** Who is on duty now, and who looks after a hamlet or quarter. No names unless the office decided so. */
export default function Duty({ office }: { office: Office }) {
  const words = useWords().offices.duty;
  const { data } = useDuty(office.id);
  return (
    <>
      {data && (
        <Card title={words.title}>
          {data.on_duty.length > 0 && (
            <ul className="bullets">
              {data.on_duty.map(({ function: post, function_name }) => (
                <li key={post}>{words.posts[post] ?? <Vi>{function_name}</Vi>}</li>
              ))}
            </ul>
          )}
          {data.note && <Desk duty={data} text={words.nobody} />}
          {!data.note && data.phone && <CallLink phone={data.phone.openPhone.phoneNumber} label={words.desk(data.phone.openPhone.phoneNumber)} />}
        </Card>
      )}
      {office.kind === 'commune' && <Beats office={office.id} duty={data} />}
    </>
  );
}

function Beats({ office, duty }: { office: string; duty?: OnDuty }) {
  const words = useWords().offices.duty;
  const first = useSearchParams()[0].get('beat')?.slice(0, 100) ?? '';
  const [typed, type] = useState(first);
  const [asked, ask] = useState(first);
  const { data, error, isFetching, refetch } = useBeats(office, asked);
  const send = (event: { preventDefault: () => void }) => {
    event.preventDefault();
    ask(typed.trim());
  };
  return (
    <Card title={words.whose}>
      <form onSubmit={send}>
        <Field label={words.field} hint={words.hint} value={typed} maxLength={100} onChange={({ currentTarget }) => type(currentTarget.value)} />
        <Button type="submit">{words.button}</Button>
      </form>
      {asked && isFetching && !data && <Skeleton rows={2} />}
      {error && !data && <ErrorBox error={error} onRetry={() => void refetch()} />}
      <div aria-live="polite">
        {data && data.results.length === 0 && <Desk duty={duty} text={<Named say={words.unknown} name={asked} />} />}
        {data && (
          <List>
            {data.results.map((beat) => (
              <Found key={beat.name} beat={beat} duty={duty} />
            ))}
          </List>
        )}
      </div>
    </Card>
  );
}

function Found({ beat, duty }: { beat: Beat; duty?: OnDuty }) {
  const words = useWords().offices.duty;
  return (
    <li className="office">
      <p lang="vi">
        <strong>{beat.name}</strong> {beat.post && <span className="soft">{[beat.post, beat.officer].filter(Boolean).join(': ')}</span>}
      </p>
      {beat.phone && <CallLink phone={beat.phone.openPhone.phoneNumber} />}
      {!beat.post && <Desk duty={duty} text={<Named say={words.unknown} name={beat.name} />} />}
      {beat.post && !beat.is_checked && <p className="caution">{words.unchecked}</p>}
    </li>
  );
}

/** Where somebody always answers. */
function Desk({ duty, text }: { duty?: OnDuty; text: ReactNode }) {
  const words = useWords().offices.duty;
  return (
    <Notice tone="warning">
      <p>{text}</p>
      <div className="buttons">
        {duty?.phone && <CallLink phone={duty.phone.openPhone.phoneNumber} label={words.desk(duty.phone.openPhone.phoneNumber)} />}
        <CallLink phone="113" look="urgent" />
      </div>
    </Notice>
  );
}
