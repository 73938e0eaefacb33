import { useState } from 'react';

import { ApiError } from '../../api/problems';
import { addToReport, useReportKinds } from '../../api/queries/reports';
import { earliest, useDraft } from '../../drafts';
import { Button, Card, ErrorBox, Fold, LongField, Notice } from '../../kit';
import { useObservable } from '../../observable';
import { useWords } from '../../words';
import { useAction } from '../action';
import { lengthOf } from '../ask/message';
import type { Enclosed } from '../reporting/draft';
import { enclosed, idsOf } from '../reporting/draft';
import { Files } from '../reporting/Files';
import { drop, uploads } from '../../api/uploads';
import type { Acting } from './acting';
import { draftOf } from './drafts';

const MOST = 2000;
const EMPTY: Enclosed & { text: string } = { files: [], own: false, original: false, bare: false, ticket: '', text: '' };

/** Words and files that are added: the answer to the office, or additions. */
export function Supply(acting: Acting) {
  const words = useWords().report;
  if (acting.report.status !== 'need_more') {
    return (
      <Card>
        <Fold title={words.more}>
          <Form {...acting} />
        </Fold>
      </Card>
    );
  }
  return (
    <Card title={words.supply}>
      {acting.report.asked && (
        <p className="quote" lang="vi">
          {acting.report.asked}
        </p>
      )}
      <Form {...acting} />
    </Card>
  );
}

function Form({ own, onChange, onStale }: Acting) {
  const all = useWords();
  const words = all.report;
  const { data: kinds } = useReportKinds();
  const { draft, change, clear } = useDraft(draftOf(own), EMPTY);
  const [isAsked, setAsked] = useState(false);
  const [isKept, setKept] = useState(false);
  useObservable(uploads);
  const { files, text, key } = draft;
  const over = lengthOf(text) - MOST;
  const pending = files.length - idsOf(draft).length;

  const send = useAction(async () => {
    setAsked(true);
    if (!text.trim() || over > 0 || pending > 0) return;
    try {
      const report = await addToReport(own, { text: text.trim(), ...enclosed(draft) }, key, earliest(files));
      files.forEach((file) => drop(file.key));
      clear();
      setAsked(false);
      setKept(!report);
      if (report) onChange(report);
    } catch (error) {
      if (error instanceof ApiError && error.code === 'report_moved_on') onStale();
      throw error;
    }
  });

  return (
    <>
      {isKept && (
        <Notice tone="success" live>
          {all.common.kept}
        </Notice>
      )}
      <LongField
        label={words.text}
        rows={4}
        value={text}
        error={over > 0 ? all.reporting.tooLong(over) : isAsked && !text.trim() ? words.empty : null}
        onChange={(event) => change({ text: event.target.value })}
      />
      {kinds && <Files enclosed={draft} limits={kinds.evidence} isStranger={own.pass !== null || undefined} onChange={change} />}
      {pending > 0 && isAsked && (
        <Notice tone="warning" live>
          {all.reporting.pending(pending)}
        </Notice>
      )}
      {send.error !== null && <ErrorBox error={send.error} reason={words.why} onRetry={() => void send.run()} />}
      <Button look="strong" busy={send.busy} onClick={() => void send.run()}>
        {all.common.send}
      </Button>
      <p className="small">{words.addsOnly}</p>
    </>
  );
}
