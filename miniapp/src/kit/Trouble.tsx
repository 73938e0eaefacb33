import { useEffect, useState } from 'react';

import type { ApiError } from '../api/problems';
import { useObservable } from '../observable';
import { settings } from '../settings';
import { useWords } from '../words';
import { Button } from './Button';
import { Notice } from './Notice';
import { Told } from './Vi';

/** The service speaks Vietnamese. What passes by itself has a few words in the reader's own language. */
const passing = ({ code, status }: ApiError) => (code === 'zalo_unavailable' ? 'zalo' : status === 429 ? 'busy' : 'unreadable');

/** What happened and what to do; the request id small, for whoever is asked about it. */
export function Trouble({ problem, onRetry }: { problem: ApiError; onRetry?: () => void }) {
  const words = useWords().common;
  const { language } = useObservable(settings);
  const own = language !== 'vi' && problem.kind === 'problem' && problem.isPassing;
  const said = words.errors[own ? passing(problem) : problem.status === 404 ? 'missing' : (problem.kind as keyof typeof words.errors)];
  return (
    <Notice tone="danger" live>
      <p>
        <strong>{said.title}</strong>
      </p>
      <p>
        <Told>{(!own && problem.detail) || said.text}</Told>
      </p>
      {problem.errors.length > 0 && (
        <ul>
          {problem.errors.map((one) => (
            <li key={one.pointer + one.code}>
              <Told>{one.detail}</Told>
            </li>
          ))}
        </ul>
      )}
      {onRetry && <Retry seconds={problem.retryAfter ?? 0} onRetry={onRetry} />}
      {problem.requestId && (
        <p className="small">
          {words.requestId}: <code>{problem.requestId}</code>
        </p>
      )}
    </Notice>
  );
}

function Retry({ seconds, onRetry }: { seconds: number; onRetry: () => void }) {
  const words = useWords().common;
  const [left, setLeft] = useState(Math.ceil(seconds));
  useEffect(() => {
    if (left <= 0) return undefined;
    const timer = setTimeout(() => setLeft(left - 1), 1000);
    return () => clearTimeout(timer);
  }, [left]);
  return (
    <Button onClick={left > 0 ? undefined : onRetry} aria-disabled={left > 0}>
      {left > 0 ? words.retryIn(left) : words.retry}
    </Button>
  );
}
