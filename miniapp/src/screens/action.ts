import { useRef, useState } from 'react';

interface Action<A extends unknown[]> {
  run: (...values: A) => Promise<void>;
  busy: boolean;
  /** Why the last run failed; null while it runs again. */
  error: unknown;
}

/** An action started by a tap. A second tap does nothing while it runs: nothing is sent twice. */
export function useAction<A extends unknown[]>(work: (...values: A) => Promise<void>): Action<A> {
  const running = useRef(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);

  async function run(...values: A) {
    if (running.current) return;
    running.current = true;
    setBusy(true);
    setError(null);
    try {
      await work(...values);
    } catch (failure) {
      setError(failure);
    } finally {
      running.current = false;
      setBusy(false);
    }
  }
  return { run, busy, error };
}
