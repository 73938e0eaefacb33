import { useQuery } from '@tanstack/react-query';

import { ApiError } from '../../api/problems';
import { checkReport, sendReport, sendUnnamedReport } from '../../api/queries/reports';
import { earliest } from '../../drafts';
import type { FieldError, ReportCheck, ReportKind, ReportReceipt } from '../../api/types';
import { Button, ErrorBox, Facts, Notice, Skeleton, Vi } from '../../kit';
import { useObservable } from '../../observable';
import { useWords } from '../../words';
import { useAction } from '../action';
import { Danger } from '../Danger';
import { Said } from '../Said';
import type { Change, Draft, Step } from './draft';
import { bodyOf, checkOf, idsOf, stepOf } from './draft';
import { Review } from './Review';
import { drop, uploads } from '../../api/uploads';

interface Props {
  kind: ReportKind;
  draft: Draft & { key: string };
  onChange: Change;
  onStep: (step: Step) => void;
  onSent: (receipt: ReportReceipt | null) => void;
}

/** What the report lacks and who receives it; then it is sent, once. A failed check does not prevent sending. */
export function Check({ kind, draft, onChange, onStep, onSent }: Props) {
  const words = useWords().reporting;
  useObservable(uploads);
  const body = checkOf(kind.code, draft);
  const { data, error, refetch } = useQuery<ReportCheck, ApiError>({
    queryKey: ['mine', 'report-check', body],
    queryFn: () => checkReport(body),
    staleTime: 0,
  });

  const report = bodyOf(kind.code, draft);
  const send = useAction(async () => {
    try {
      const receipt = await (draft.identity === 'anonymous' ? sendUnnamedReport(report, draft.key) : sendReport(report, draft.key, earliest(draft.files)));
      onSent(receipt);
    } catch (failure) {
      forgetLost(failure);
      throw failure;
    }
  });

  /** Files that the service has lost must be chosen again. */
  function forgetLost(failure: unknown) {
    const errors = failure instanceof ApiError ? failure.errors : [];
    const places = errors.flatMap(({ pointer }) => /^\/body\/evidence\/(\d+)/.exec(pointer)?.[1] ?? []);
    const lost = places.map((place) => report.evidence?.[Number(place)]);
    if (lost.length === 0) return;
    draft.files.filter(({ id }) => lost.includes(id)).forEach(({ key }) => drop(key));
    onChange({ files: draft.files.map((file) => (lost.includes(file.id) ? { ...file, id: undefined } : file)) });
  }

  const missing = [...(data?.missing ?? []), ...(data?.faults ?? [])];
  const pending = draft.files.length - idsOf(draft).length;
  return (
    <>
      <Danger found={data?.danger} />
      <Review kind={kind} draft={draft} onStep={onStep} lacking={new Set(missing.map(({ pointer }) => stepOf(pointer)))}>
        {data && <Facts rows={[[words.receiver, <Receiver key="receiver" check={data} />]]} />}
      </Review>
      {error && <ErrorBox error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton rows={2} />}
      {data && <Judgement check={data} missing={missing} />}
      {pending > 0 && (
        <Notice tone="warning" live>
          <p>{words.pending(pending)}</p>
          <Button onClick={() => onStep('files')}>{words.toFiles}</Button>
        </Notice>
      )}
      {send.error !== null && <ErrorBox error={send.error} reason={words.loginWhy} onRetry={() => void send.run()} />}
      {missing.length === 0 && pending === 0 && (data || error) && (
        <Button look="strong" icon="check" busy={send.busy} onClick={() => void send.run()}>
          {words.send}
        </Button>
      )}
    </>
  );
}

/** All warnings in one place, apart from what is sent. */
function Judgement({ check: { likelihood, likelihood_reason, advice }, missing }: { check: ReportCheck; missing: FieldError[] }) {
  const words = useWords();
  return (
    <Notice tone={likelihood === 'good' ? 'success' : 'warning'} live>
      <p>
        <strong>{words.reporting.likelihood[likelihood] ?? <Vi>{likelihood_reason}</Vi>}</strong>
      </p>
      <Findings title={words.reporting.missing} found={missing} />
      <Findings title={words.reporting.advice} found={advice} />
    </Notice>
  );
}

function Findings({ title, found }: { title: string; found: FieldError[] }) {
  const words = useWords().service;
  if (found.length === 0) return null;
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      <ul className="bullets">
        {found.map(({ pointer, code, detail }) => (
          <li key={pointer + code}>
            <Said own={words.findings[code]} service={detail} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Receiver({ check: { receiver } }: { check: ReportCheck }) {
  const words = useWords().reporting;
  if (!receiver) return <>{words.noReceiver}</>;
  return (
    <>
      <Vi>{receiver.name}</Vi>
      {/* The rule in words; its article is for officers. */}
      <span className="block small" lang="vi">
        {receiver.rule}
      </span>
    </>
  );
}
