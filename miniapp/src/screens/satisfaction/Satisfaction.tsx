import { useState } from 'react';
import { useSearchParams } from 'react-router-dom';

import { useOffice } from '../../api/queries/offices';
import { useSatisfaction } from '../../api/queries/ratings';
import type { Satisfaction as Found } from '../../api/types';
import { ButtonLink, Card, Choices, ErrorBox, Fold, KeptNotice, Notice, Screen, Skeleton, Vi } from '../../kit';
import { paths } from '../../paths';
import { useWords } from '../../words';
import { month } from '../../words/dates';
import { Bars } from './Bars';
import { monthsBefore, percent, score } from './numbers';

const PERIODS = [3, 6, 12];

export default function Satisfaction() {
  const words = useWords().rate;
  const [query] = useSearchParams();
  const office = query.get('office') ?? '';
  const [period, setPeriod] = useState(12);
  const newest = useSatisfaction({ office, since: '' });
  const until = newest.data?.published_until ?? '';
  const since = until && period < 12 ? monthsBefore(until, period - 1) : '';
  const { data, error, isFetching, refetch } = useSatisfaction({ office, since });
  return (
    <Screen title={words.satisfaction}>
      <Whose office={office} />
      <KeptNotice of={data} fetching={isFetching} />
      {error && !data && <ErrorBox error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton rows={4} />}
      {until && (
        <Card>
          <Choices
            legend={words.period}
            name="period"
            value={String(period)}
            choices={PERIODS.map((count) => ({ value: String(count), words: words.months(count) }))}
            onChange={(count) => setPeriod(Number(count))}
          />
        </Card>
      )}
      {data && <Figures found={data} />}
    </Screen>
  );
}

function Whose({ office }: { office: string }) {
  const words = useWords().rate;
  const { data } = useOffice(office);
  return (
    <div className="lead">
      <h2>{office ? (data?.name ?? '') : words.province}</h2>
      <p className="soft">{words.satisfactionText}</p>
      <div className="buttons">
        {office && <ButtonLink to={paths.satisfaction}>{words.wholeProvince}</ButtonLink>}
        <ButtonLink to={paths.offices} look="quiet">
          {words.otherOffice}
        </ButtonLink>
      </div>
    </div>
  );
}

function Figures({ found }: { found: Found }) {
  const words = useWords().rate;
  const { overall, aspects, trend, definition, note } = found;
  return (
    <>
      {!overall && <Notice>{note ? <Vi>{note}</Vi> : words.nothing}</Notice>}
      {overall && (
        <Card>
          <p className="figure">{words.satisfiedShare(percent(overall.satisfied_percent))}</p>
          <p>{words.mean(score(overall.mean), overall.count)}</p>
        </Card>
      )}
      {trend.length > 0 && (
        <Card title={words.byMonth}>
          <Bars
            title={words.byMonth}
            name={words.month}
            rows={trend.map((one) => ({
              name: one.since === one.until ? month(one.since) : `${month(one.since)} – ${month(one.until)}`,
              ...one,
            }))}
          />
        </Card>
      )}
      {aspects.length > 0 && (
        <Card title={words.byAspect}>
          <Bars
            title={words.byAspect}
            name={words.aspectName}
            rows={aspects.map((one) => ({ name: words.aspect[one.key] ?? one.label, ...one }))}
          />
        </Card>
      )}
      <Card>
        <Fold title={words.how}>
          <p lang="vi">{definition}</p>
        </Fold>
      </Card>
    </>
  );
}
