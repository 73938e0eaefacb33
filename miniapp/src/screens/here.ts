/**
 * Where the phone is, once the citizen let the app ask. It lives in memory only: neither an address
 * nor the phone keeps it.
 */
import { useState } from 'react';

import { findHere } from '../api/queries/location';
import { observable, useObservable } from '../observable';
import { useAction } from './action';

/** As the API takes it in `near`; null while it is not known. */
const here = observable<string | null>(null);

/** Finds the phone. After a refusal the citizen types a place; after an `error` they may try again. */
export function useFinding(onFound: (near: string) => void) {
  const [wasRefused, setRefused] = useState(false);
  const { run, busy, error } = useAction(async () => {
    setRefused(false);
    const near = await findHere();
    if (near) onFound(near);
    else setRefused(true);
  });
  return { wasRefused, busy, error, find: () => void run() };
}

export function useHere() {
  const near = useObservable(here);
  return { near, ...useFinding(here.set), forget: () => here.set(null) };
}
