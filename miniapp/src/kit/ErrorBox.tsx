import { ApiError } from '../api/problems';
import { Login } from './Login';
import { Trouble } from './Trouble';

interface Props {
  error: unknown;
  onRetry?: () => void;
  /** Why a log-in is needed here, if nobody is logged in. */
  reason?: string;
}

/** What went wrong; whoever has to log in first can do it here. */
export function ErrorBox({ error, onRetry, reason = '' }: Props) {
  const problem = ApiError.of(error);
  if (problem.kind === 'login_needed') return <Login reason={reason} onDone={onRetry} />;
  return <Trouble problem={problem} onRetry={onRetry} />;
}
