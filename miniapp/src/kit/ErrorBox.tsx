import { useEffect, useState } from 'react';

import { ApiError } from '../api/problems';
import { useWords } from '../words';
import { Button } from './Button';
import { Login } from './Login';
import { Notice } from './Notice';

interface Props {
  error: unknown;
  onRetry?: () => void;
  /** Why a log-in is needed here, if the error is that nobody is logged in. */
  reason?: string;
}

/** What happened and what to do; the request id small, for whoever is asked about it. */
export function ErrorBox({ error, onRetry, reason }: Props) {
  const words = useWords().common;
  const problem = error instanceof ApiError ? error : new ApiError({ kind: 'unreadable' });
  if (problem.kind === 'login_needed') return <Login reason={reason ?? ''} onDone={onRetry} />;
  const said = problem.status === 404 ? words.errors.missing : words.errors[problem.kind];
  return (
    <Notice tone="danger" live>
      <p>
        <strong>{said.title}</strong>
      </p>
      <p>{problem.detail || said.text}</p>
      {problem.errors.length > 0 && (
        <ul>
          {problem.errors.map((one) => (
            <li key={one.pointer + one.code}>{one.detail}</li>
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
