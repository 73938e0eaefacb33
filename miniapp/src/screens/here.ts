/**
 * Where the phone is, once the citizen let the app ask. It lives in memory only: neither an address
 * nor the phone keeps it.
 */
import { useState } from 'react';

import { observable, useObservable } from './observable';
import { zalo } from './zalo';

/** As the API takes it in `near`; null while it is not known. */
const here = observable<string | null>(null);

export function useHere() {
  const near = useObservable(here);
  const [wasRefused, setRefused] = useState(false);
  const [busy, setBusy] = useState(false);

  async function find() {
    setBusy(true);
    const found = await zalo.location().catch(() => null);
    setBusy(false);
    if (found && 'near' in found) here.set(found.near);
    setRefused(!found || !('near' in found));
  }

  return { near, wasRefused, busy, find, forget: () => here.set(null) };
}
