import { useState } from 'react';
import { useNavigate } from 'react-router-dom';

import { isLive } from '../../api/ownNumbers';
import { useMyNumbers } from '../../api/queries/visits';
import type { QueueNumber } from '../../api/types';
import { Button, ButtonLink, Card, ErrorBox, List, More, Notice, RowLink, Screen, Skeleton, Vi } from '../../kit';
import { paths } from '../../paths';
import { useWords } from '../../words';
import { weekday } from '../../words/dates';
import { zalo } from '../../zalo';
import { useAction } from '../action';
import { screenOf } from '../rate/scanned';
import { StateTag } from '../visit/Shown';

/** What is to come stands first: whoever has a number opens this for it. */
export default function Visits() {
  const words = useWords().visits;
  const pages = useMyNumbers();
  const { data, error, refetch } = pages;
  const found = data?.pages.flatMap((page) => page.results);
  const live = found?.filter(isLive).reverse() ?? []; // the nearest first
  const past = found?.filter((one) => !isLive(one)) ?? [];
  return (
    <Screen title={words.title}>
      {live.length > 0 && <Numbers title={words.mine} numbers={live} />}
      <Card>
        <p>{words.note}</p>
        <ButtonLink to={paths.booking()} look="strong" icon="calendar">
          {words.book}
        </ButtonLink>
      </Card>
      <Card title={words.spot}>
        <p>{words.spotText}</p>
        <Scan />
        <ButtonLink to={paths.slip} look="quiet">
          {words.slip}
        </ButtonLink>
      </Card>
      {error && !found && <ErrorBox error={error} reason={words.why} onRetry={() => void refetch()} />}
      {!found && !error && <Skeleton />}
      {found?.length === 0 && (
        <Card title={words.mine}>
          <p>{words.none}</p>
        </Card>
      )}
      {past.length > 0 && <Numbers title={words.past} numbers={past} />}
      <More of={pages} />
    </Screen>
  );
}

function Numbers({ title, numbers }: { title: string; numbers: QueueNumber[] }) {
  return (
    <Card title={title}>
      <List>
        {numbers.map((one) => (
          <Row key={one.id} number={one} />
        ))}
      </List>
    </Card>
  );
}

function Row({ number: { id, label, day, office_name, state, state_name } }: { number: QueueNumber }) {
  return (
    <RowLink to={paths.visit(id)} title={`${label} · ${weekday(day)}`} icon="calendar">
      <span className="tags">
        <StateTag state={state} name={state_name} />
      </span>
      <span className="small">
        <Vi>{office_name}</Vi>
      </span>
    </RowLink>
  );
}

/** The call screen's code leads to its counter. A browser scans nothing: the phone's own camera does. */
function Scan() {
  const words = useWords().visits;
  const navigate = useNavigate();
  const [told, setTold] = useState('');
  const scan = useAction(async () => {
    const text = await zalo.scan();
    const screen = text && screenOf(text);
    if (screen) navigate(screen);
    else setTold(text ? words.scanOther : words.scanRefused);
  });
  return (
    <>
      <Button icon="scan" busy={scan.busy} onClick={() => void scan.run()}>
        {words.scan}
      </Button>
      {scan.error !== null && <ErrorBox error={scan.error} />}
      {told && (
        <Notice tone="warning" live>
          {told}
        </Notice>
      )}
    </>
  );
}
