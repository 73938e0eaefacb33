/** The phone's position, once the citizen allowed it. It is in memory only: neither in an address nor stored. */
import { useState } from 'react';

import { findHere } from '../api/queries/location';
import { observable, useObservable } from '../observable';
import { useAction } from './action';

/** In the form of the API's `near`; null if unknown. */
const here = observable<string | null>(null);

/** Finds the position. After a refusal the citizen types a place; after an `error` they may try again. */
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
