import { useEffect, useState } from 'react';

import type { ApiError } from '../api/problems';
import { useWords } from '../words';
import { Button } from './Button';
import { Notice } from './Notice';

/** What happened and what to do; the request id small, for whoever is asked about it. */
export function Trouble({ problem, onRetry }: { problem: ApiError; onRetry?: () => void }) {
  const words = useWords().common;
  const said = problem.status === 404 ? words.errors.missing : words.errors[problem.kind as keyof typeof words.errors];
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
